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
    // The menu over a table's column
    [/^Sort ascending$/, "升序"], [/^Sort descending$/, "降序"], [/^Autosize$/, "自动列宽"],
    [/^Pin column$/, "固定此列"], [/^Unpin column$/, "不再固定"], [/^Hide column$/, "隐藏此列"],
  ];
  const LABELS = { "Clear all": "全部清除", "Close": "关闭", "Remove": "移除", "Open": "展开",
    "file upload": "选择文件", "Copy column name": "复制列名", "Dataframe column menu": "此列的操作",
    "text": "文字", "number": "数字",
    "Pagination": "分页", "Previous page": "上一页", "Next page": "下一页" };
  const LABEL_FORMS = [[/^Help for (.*)$/, "说明：$1"], [/^Page (\d+)$/, "第 $1 页"]];

  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".stHtml, .stChatInput")) continue; // documents and answers
      const found = WORDS.find(([english]) => english.test(node.nodeValue));
      if (found) node.nodeValue = found[1];
    }
    for (const [english, chinese] of Object.entries(LABELS))
      for (const named of root.querySelectorAll(`[aria-label="${english}"], [title="${english}"]`))
        for (const name of ["aria-label", "title"])
          if (named.getAttribute(name) === english) named.setAttribute(name, chinese);
    for (const chooser of // its own words are hidden, and ours are the style sheet's
      root.querySelectorAll('[data-testid="stFileUploaderDropzone"] button:not([aria-label])'))
      chooser.ariaLabel = "选择文件";
    for (const [english, chinese] of LABEL_FORMS)
      for (const named of root.querySelectorAll("button[aria-label]"))
        if (english.test(named.ariaLabel)) named.ariaLabel = named.ariaLabel.replace(english, chinese);
  };
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE && !node.closest(".stHtml")) translate(node);
  }).observe(document.body, { childList: true, subtree: true });
})();
