// An answer in the browser: copying it, and opening a passage at its quote. Ours alone; what is
// copied stands in the button, escaped where it was drawn.
(() => {
  if (window.panduAnswers) return;
  window.panduAnswers = true;

  const copied = (button) => {
    const words = button.textContent;
    button.textContent = "已复制";
    button.disabled = true;
    setTimeout(() => { button.textContent = words; button.disabled = false; }, 1500);
  };
  const copyPlainly = (text) => { // over plain http from another machine there is no clipboard API
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  };
  const part = (kind, text) => new Blob([text], { type: kind });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button) return;
    const { copy, copyHtml } = button.dataset;
    const rich = copyHtml && window.ClipboardItem && navigator.clipboard?.write;
    const writing = rich
      ? navigator.clipboard.write([new ClipboardItem({
          "text/plain": part("text/plain", copy), "text/html": part("text/html", copyHtml) })])
      : navigator.clipboard?.writeText(copy) ?? copyPlainly(copy);
    writing.catch(() => copyPlainly(copy)).then(() => copied(button),
      () => { button.textContent = "没有复制成，请选中文字复制"; });
  });

  // The event does not bubble, hence the capture.
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !event.target.matches?.(".pd-drawer")) return;
    const quote = event.target.querySelector("mark");
    const text = event.target.querySelector(".pd-drawer-text");
    if (quote && text)
      text.scrollTop += quote.getBoundingClientRect().top - text.getBoundingClientRect().top - 70;
  }, true);
})();
