// What Streamlit's settings cannot say. Ours alone: no foreign text ever enters this file.
(() => {
  if (window.panduReady) return;
  window.panduReady = true;
  // It decides glyphs, screen readers and offers to translate.
  document.documentElement.lang = "zh-CN";

  // Streamlit's own words, which it keeps in English.
  const WORDS = [
    [/^Connection error$/, "连接断开"],
    [/(Streamlit|server) (server )?is not responding|Is Streamlit still running/,
      "判读没有回应。请看运行 pandu chat 的窗口是否还开着；重新启动后刷新本页。"],
    [/^No results$/, "没有符合的选项"],
    [/^Please wait/, "请稍候……"],
    [/^Skip to main content$/, "跳到正文"],
    // The menu over a table's column
    [/^Sort ascending$/, "升序"], [/^Sort descending$/, "降序"], [/^Autosize$/, "自动列宽"],
    [/^Pin column$/, "固定此列"], [/^Unpin column$/, "不再固定"], [/^Hide column$/, "隐藏此列"],
  ];
  const LABELS = {
    "Clear all": "全部清除", "Close": "关闭", "Remove": "移除", "Open": "展开",
    "Feedback rating": "评价", "Navigate to home page": "回到问答",
    "Copy column name": "复制列名", "Dataframe column menu": "此列的操作", "text": "文字",
    "number": "数字", "Pagination": "分页", "Previous page": "上一页", "Next page": "下一页",
    "Sidebar": "侧栏", "Collapse sidebar": "收起侧栏", "Expand sidebar": "展开侧栏",
    "App pages": "页面", "file upload": "上传文件", "Send message": "发送",
    "Show password": "显示内容", "Hide password": "隐藏内容", "Search": "搜索",
    "Show/hide columns": "选择显示的列", "Download as CSV": "下载为 CSV", "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏", "Thumbs up": "有用", "Thumbs down": "没用",
    "Chat message from user": "提问", "Chat message from assistant": "回答",
    "Link to heading": "这个标题的链接",
  };
  // What has no name, or whose name we have hidden (theme.css).
  const NAMES = { '[data-testid="stFileUploaderDropzone"] button': "选择文件" };

  const relabel = (element) => {
    for (const name of ["aria-label", "title"]) {
      const english = element.getAttribute(name);
      const chinese = LABELS[english] ?? english?.replace(/^Help for (.+)$/, "$1：说明")
        .replace(/^Page (\d+)$/, "第 $1 页");
      if (chinese && chinese !== english) element.setAttribute(name, chinese);
    }
  };

  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".stHtml, .stChatInput")) continue; // documents and answers
      const found = WORDS.find(([english]) => english.test(node.nodeValue));
      if (found) node.nodeValue = found[1];
    }
    for (const named of [root, ...root.querySelectorAll("[aria-label], [title]")]) relabel(named);
    for (const [where, name] of Object.entries(NAMES))
      for (const nameless of document.querySelectorAll(where))
        nameless.setAttribute("aria-label", name);
  };
  // Buttons that copy: what is copied stands in the button, escaped where it was drawn.
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
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button) return;
    const { copy, copyHtml } = button.dataset;
    const part = (kind, text) => new Blob([text], { type: kind });
    const rich = copyHtml && window.ClipboardItem && navigator.clipboard?.write;
    const writing = rich
      ? navigator.clipboard.write([new ClipboardItem({
          "text/plain": part("text/plain", copy), "text/html": part("text/html", copyHtml) })])
      : navigator.clipboard?.writeText(copy) ?? copyPlainly(copy);
    writing.catch(() => copyPlainly(copy)).then(() => copied(button),
      () => { button.textContent = "没有复制成，请选中文字复制"; });
  });

  // A passage opens at its quote. The event does not bubble, hence the capture.
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !event.target.matches?.(".pd-drawer")) return;
    const quote = event.target.querySelector("mark");
    const text = event.target.querySelector(".pd-drawer-text");
    if (quote && text)
      text.scrollTop += quote.getBoundingClientRect().top - text.getBoundingClientRect().top - 70;
  }, true);

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") relabel(target); // some are named after they are put there
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE && !node.closest(".stHtml")) translate(node);
    }
  }).observe(document.body, {
    attributeFilter: ["aria-label", "title"], childList: true, subtree: true,
  });
  translate(document.body); // what was there before this script
})();
