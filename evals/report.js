(() => {
  "use strict";
  const cards = [...document.querySelectorAll(".card")];
  const chips = [...document.querySelectorAll(".chip")];
  const find = document.getElementById("find");
  const unfold = document.getElementById("unfold");
  let kind = "";

  const draw = () => {
    const wanted = find.value.trim().toLowerCase();
    let shown = 0;
    for (const card of cards) {
      const fits = !kind || card.dataset.kinds.split(" ").includes(kind);
      const found = !wanted || card.textContent.toLowerCase().includes(wanted);
      card.hidden = !(fits && found);
      if (!card.hidden) shown += 1;
    }
    document.getElementById("nothing").hidden = shown > 0;
    for (const chip of chips) {
      chip.setAttribute("aria-pressed", String(chip.dataset.kind === kind));
    }
  };

  const choose = (name) => {
    kind = name;
    draw();
  };

  const open = (every) => {
    for (const card of cards) card.open = every;
    unfold.textContent = every ? "全部收起" : "全部展开";
  };

  for (const chip of chips) chip.addEventListener("click", () => choose(chip.dataset.kind));
  for (const jump of document.querySelectorAll("[data-jump]")) {
    jump.hidden = false;
    jump.addEventListener("click", () => {
      choose(jump.dataset.jump);
      document.getElementById("questions").scrollIntoView();
    });
  }
  find.addEventListener("input", draw);
  unfold.addEventListener("click", () => open(!cards.some((card) => card.open)));
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = cards.filter((card) => !card.open);
    for (const card of folded) card.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const card of folded) card.open = false;
  });
  document.getElementById("tools").hidden = false;
})();
