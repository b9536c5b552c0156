"""Reading a grade: as strict as the reading of an answer, and nothing is guessed from the words."""

from pydantic import ValidationError

from prompts.judge_schema import GradeReply
from prompts.parse import ReplyFormatError, in_words, reply_object


def parse_grade(text: str) -> GradeReply:
    """The grade in `text`: one JSON object on lines of its own, and no second one.

    Raises ReplyFormatError, in Chinese, saying what is wrong. A second object is refused because
    a model that repeats the answer may repeat a grade that somebody wrote into it.
    """
    try:
        return GradeReply.model_validate(reply_object(text))
    except ValidationError as error:
        raise ReplyFormatError(in_words(error)) from error
