"""Many papers graded, several at once."""

from collections import deque
from collections.abc import Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from evals.judge import Graded, Judge, Mark
from prompts.judge_render import Paper

GIVE_UP_AFTER = 5
"""So many failures of the model in a row, and it is not asked any more: it may be down, and each
further question could cost a whole time limit."""

NOT_ASKED = f"模型连续 {GIVE_UP_AFTER} 次没有给出评分，这一题没有再问。"


def grade_all(
    papers: Mapping[str, Paper], judge: Judge, jobs: int = 1
) -> Generator[tuple[str, Graded], None, None]:
    """A mark a paper, by id, as they come; `jobs` are asked for at once, at least one.

    Leaving the iterator, an interrupt too, ends what is being asked within a second.
    """
    waiting, running = deque(papers.items()), dict[Future[Graded], str]()
    jobs, lost = max(1, jobs), 0
    with ThreadPoolExecutor(jobs) as pool:
        try:
            while running or (waiting and lost < GIVE_UP_AFTER):
                while waiting and len(running) < jobs and lost < GIVE_UP_AFTER:
                    id_, paper = waiting.popleft()
                    running[pool.submit(judge.grade, paper)] = id_
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    graded = done.result()
                    lost = lost + 1 if graded.lost else 0
                    yield running.pop(done), graded
        except BaseException:
            judge.stop.set()
            raise
    for id_ in dict(waiting):
        yield id_, Graded(Mark.UNAVAILABLE, NOT_ASKED, lost=True)
