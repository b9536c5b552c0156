// The reading page in the browser: jumping, finding, folding, copying. Ours alone; the text of a
// judgment is only ever read here, and nothing is added to it.
(() => {
  if (window.panduReading) return;
  window.panduReading = true;
  const seen = { goto: null, voices: new Set(), hits: [], hit: -1, cite: 0, picked: null };
  const root = () => document.querySelector(".pd-reading");
  const all = (selector, within = root()) => [...(within?.querySelectorAll(selector) ?? [])];

  // The text as the reader has it: its nodes in order, and where each begins in the whole.
  const indexed = new WeakMap();
  const index = () => {
    const body = root()?.querySelector(".pd-body");
    if (!body) return { nodes: [], whole: "" };
    if (!indexed.has(body)) {
      const nodes = [];
      let whole = "";
      for (const sentence of all(".pd-st", body)) {
        const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          nodes.push({ node, from: whole.length });
          whole += node.nodeValue;
        }
      }
      indexed.set(body, { nodes, whole: folded(whole) });
    }
    return indexed.get(body);
  };
  // Full width and half width are alike, capitals and small letters too; no length changes.
  const folded = (text) => text.replace(/[\uff01-\uff5e\u3000A-Z]/g, (c) =>
    c === "\u3000" ? " " : c < "\u0080" ? c.toLowerCase()
      : String.fromCharCode(c.charCodeAt(0) - 0xfee0).toLowerCase());
  const pointAt = (nodes, offset, isEnd) => {
    let low = 0, high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle].from < offset || (!isEnd && nodes[middle].from === offset)) low = middle;
      else high = middle - 1;
    }
    return [nodes[low].node, Math.min(offset - nodes[low].from, nodes[low].node.length)];
  };
  const rangeOf = (from, to) => {
    const { nodes } = index();
    if (!nodes.length) return null;
    const range = document.createRange();
    range.setStart(...pointAt(nodes, from, false));
    range.setEnd(...pointAt(nodes, to, true));
    return range;
  };
  // Places count characters as the catalog does, not the browser's units.
  const rangeAt = (start, end) => {
    const range = document.createRange();
    const sentences = all(".pd-body .pd-st");
    const point = (place) => {
      let found = sentences[0];
      for (const sentence of sentences) if (+sentence.dataset.at <= place) found = sentence;
      let left = place - +found.dataset.at;
      const walker = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
      let last = [found, 0];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const characters = [...node.nodeValue];
        if (left <= characters.length) return [node, characters.slice(0, left).join("").length];
        left -= characters.length;
        last = [node, node.length];
      }
      return last;
    };
    if (!sentences.length) return null;
    range.setStart(...point(start));
    range.setEnd(...point(end));
    return range;
  };

  const light = (name, ranges) => {
    if (window.Highlight && CSS.highlights) {
      if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
      else CSS.highlights.delete(name);
    } else if (ranges.length === 1) {
      getSelection().removeAllRanges();
      getSelection().addRange(ranges[0]);
    }
  };
  const show = (range) => {
    const element = range.startContainer.parentElement;
    element.closest("details.pd-part")?.setAttribute("open", "");
    let scroller = element.parentElement;
    while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
      scroller = scroller.parentElement;
    const box = range.getClientRects()[0] ?? element.getBoundingClientRect();
    (scroller ?? document.scrollingElement).scrollBy({ top: box.top - innerHeight * 0.36, behavior: "instant" });
    return element.closest(".pd-st");
  };
  const focusOn = (element) => {
    if (!element) return;
    if (!element.matches("summary")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  // Marks of the address, one after another.
  const marks = () => all("mark[data-cite]");
  const showMark = (number) => {
    const found = marks();
    if (!found.length) return;
    seen.cite = (number + found.length) % found.length;
    const range = document.createRange();
    range.selectNodeContents(found[seen.cite]);
    show(range);
    const told = root().querySelector(".pd-cite-at");
    if (told) told.textContent = `引文 ${seen.cite + 1} / ${found.length}`;
    found.forEach((mark, at) => mark.classList.toggle("pd-now", at === seen.cite));
  };

  // Finding.
  let typing = 0;
  const find = (words) => {
    const { whole } = index();
    const wanted = folded(words);
    seen.hits = [];
    if (wanted.trim())
      for (let at = whole.indexOf(wanted); at >= 0 && seen.hits.length < 5000;
        at = whole.indexOf(wanted, at + wanted.length)) seen.hits.push([at, at + wanted.length]);
    light("pd-find", seen.hits.map(([from, to]) => rangeOf(from, to)));
    seen.hit = -1;
    const told = root().querySelector(".pd-hits");
    if (!seen.hits.length) {
      light("pd-find-now", []);
      told.textContent = wanted.trim() ? "没有" : "";
    } else showHit(0);
  };
  const showHit = (number) => {
    if (!seen.hits.length) return;
    seen.hit = (number + seen.hits.length) % seen.hits.length;
    const range = rangeOf(...seen.hits[seen.hit]);
    light("pd-find-now", [range]);
    show(range);
    root().querySelector(".pd-hits").textContent = `${seen.hit + 1} / ${seen.hits.length}`;
  };

  // Folding by voice.
  const fold = () => {
    for (const part of all("details.pd-part"))
      part.open = !seen.voices.size || seen.voices.has(part.dataset.voice);
    const chosen = [...seen.voices].sort().join(" ");
    for (const button of all(".pd-voices .pd-pick")) {
      const own = button.dataset.voices.split(" ").filter(Boolean);
      const pressed = button.classList.contains("pd-one") ? seen.voices.has(own[0])
        : own.sort().join(" ") === chosen;
      button.setAttribute("aria-pressed", String(pressed));
    }
    markAway();
  };
  const choose = (button) => {
    const own = button.dataset.voices.split(" ").filter(Boolean);
    if (button.classList.contains("pd-one")) {
      if (!seen.voices.delete(own[0])) seen.voices.add(own[0]);
    } else seen.voices = new Set(own);
    fold();
  };

  // Copying what is selected with where it stands.
  const points = (text) => [...text].length;
  const picked = () => {
    const selection = getSelection();
    if (!root() || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const runs = [];
    for (const sentence of all(".pd-body .pd-st")) {
      if (!range.intersectsNode(sentence) || !sentence.closest("details").open) continue;
      const cut = document.createRange();
      cut.selectNodeContents(sentence);
      if (range.compareBoundaryPoints(Range.START_TO_START, cut) > 0)
        cut.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, cut) < 0)
        cut.setEnd(range.endContainer, range.endOffset);
      const text = cut.toString();
      if (!text) continue;
      const before = document.createRange();
      before.selectNodeContents(sentence);
      before.setEnd(cut.startContainer, cut.startOffset);
      const start = +sentence.dataset.at + points(before.toString());
      const voice = sentence.closest(".pd-part").dataset.voice;
      const last = runs.at(-1);
      if (last && last.end === start) {
        last.text += text;
        last.end += points(text);
        last.voices.add(voice);
      } else runs.push({ text, start, end: start + points(text), voices: new Set([voice]) });
    }
    return runs.length ? runs : null;
  };
  const told = (runs) => {
    const source = root().dataset.source;
    const lines = runs.map((run) => `“${run.text}”（${source}，第 ${run.start}–${run.end} 字，`
      + `${[...run.voices].join("、")}）`);
    return lines.join("\n");
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // no clipboard outside a safe context, or not allowed
      const area = document.createElement("textarea");
      area.value = text;
      area.style.cssText = "position:fixed;opacity:0";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  let selecting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(selecting);
    selecting = setTimeout(() => {
      const bar = document.querySelector(".pd-copying");
      if (!bar) return;
      const runs = picked();
      if (!runs && bar.contains(document.activeElement)) return;
      seen.picked = runs;
      bar.hidden = !runs;
      if (runs) {
        const count = runs.reduce((sum, run) => sum + points(run.text), 0);
        const voices = new Set(runs.flatMap((run) => [...run.voices]));
        bar.querySelector(".pd-copied").textContent = `已选 ${count} 字 · ${[...voices].join("、")}`;
      }
    }, 120);
  });
  document.addEventListener("mousedown", (event) => { // a press must not undo the selection
    if (event.target.closest?.(".pd-copy")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest?.(selector);
    let element;
    if ((element = on("a.pd-jump")) && !(event.metaKey || event.ctrlKey || event.shiftKey)) {
      event.preventDefault();
      jump(element);
    } else if ((element = on(".pd-piece"))) {
      toPart(element.dataset.part);
    } else if ((element = on("[data-hit-step]"))) {
      showHit(seen.hit + +element.dataset.hitStep);
    } else if ((element = on("[data-cite-step]"))) {
      showMark(seen.cite + +element.dataset.citeStep);
    } else if ((element = on(".pd-voices .pd-pick"))) {
      choose(element);
    } else if ((element = on(".pd-compare"))) {
      const off = root().classList.toggle("pd-raw");
      element.setAttribute("aria-pressed", String(!off));
    } else if (on(".pd-copy") && seen.picked) {
      copy(told(seen.picked)).then((done) => {
        const status = document.querySelector(".pd-copied");
        if (status) status.textContent = done ? "已复制，附有出处" : "浏览器不允许复制，请按 Ctrl+C";
      });
    }
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details.pd-part")) markAway();
  }, { capture: true });
  const toPart = (id) => {
    const part = document.getElementById(id);
    if (!part) return;
    part.open = true;
    part.scrollIntoView({ block: "start", behavior: "instant" });
    focusOn(part.querySelector("summary"));
    markAway();
  };
  const markAway = () => {
    for (const item of all(".pd-outline li"))
      item.classList.toggle("pd-away", !document.getElementById(item.dataset.part)?.open);
  };
  const jump = (link) => {
    const part = link.closest("li[data-part]")?.dataset.part;
    if (part) return toPart(part);
    const range = rangeAt(+link.dataset.start, +link.dataset.end);
    if (!range) return;
    light("pd-jump", [range]);
    focusOn(show(range));
    seen.goto = `${root().dataset.doc}:${link.dataset.start}-${link.dataset.end}`;
    history.replaceState(history.state, "", link.href); // can be kept and sent on
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches?.(".pd-query") || event.isComposing) return;
    clearTimeout(typing);
    typing = setTimeout(() => find(event.target.value), 150);
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target.matches?.(".pd-query")) find(event.target.value);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".pd-query") || event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (seen.hit < 0) find(event.target.value);
      else showHit(seen.hit + (event.shiftKey ? -1 : 1));
    } else if (event.key === "Escape") {
      event.target.value = "";
      find("");
    }
  });

  // The page may still be making room; whoever moves is left alone.
  let settling = [];
  for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"])
    document.addEventListener(moved, () => settling.splice(0).forEach(clearTimeout),
      { capture: true, passive: true });

  // A judgment has come onto the page: bring what its address names into view, once.
  const meet = () => {
    const reading = root();
    if (!reading) {
      seen.goto = null;
      return;
    }
    const now = `${reading.dataset.doc}:${reading.dataset.goto}`;
    if (seen.goto === now || reading.dataset.met) return;
    reading.dataset.met = "1";
    const other = seen.goto?.split(":")[0] !== reading.dataset.doc;
    if (other) seen.voices = new Set();
    else fold();
    seen.goto = now;
    seen.hits = [];
    seen.hit = -1;
    for (const name of ["pd-find", "pd-find-now", "pd-jump"]) light(name, []);
    settling = [0, 120, 300, 700, 1500].map((wait) => setTimeout(() => showMark(0), wait));
  };
  new MutationObserver(meet).observe(document.body, { childList: true, subtree: true });
  meet(); // the judgment may be there before this script: a busy browser puts both in at once
})();
