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
    "Add files": "再选文件", "App pages": "页面", "Chat message from assistant": "回答",
    "Chat message from user": "提问", "Clear all": "全部清除", "Close": "关闭",
    "Close fullscreen": "退出全屏", "Collapse sidebar": "收起侧栏", "Copy column name": "复制列名",
    "Copy to clipboard": "复制",
    "Dataframe column menu": "此列的操作", "Decrement": "减一", "Dismiss": "收起",
    "Download as CSV": "下载为 CSV", "Expand sidebar": "展开侧栏", "Feedback rating": "评价",
    "file upload": "选择文件", "Fullscreen": "全屏", "Hide password": "隐藏内容", "Increment": "加一",
    "Link to heading": "这个标题的链接", "Navigate to home page": "回到问答", "Next page": "下一页",
    "number": "数字", "Open": "展开", "Pagination": "分页", "Previous page": "上一页",
    "Remove": "移除", "Search": "搜索", "Selected values": "已选", "Send message": "发送",
    "Show password": "显示内容", "Show/hide columns": "选择显示的列", "Sidebar": "侧栏",
    "text": "文字", "Thumbs down": "没用", "Thumbs up": "有用",
  };
  const LABEL_FORMS = [
    [/^Help for (.+)$/, "说明：$1"], [/^Page (\d+)$/, "第 $1 页"], [/^Remove (.+)$/, "移除 $1"],
  ];
  // What has no name, or whose name we have hidden (theme.css).
  const NAMES = { '[data-testid="stFileUploaderDropzone"] button': "选择文件" };

  const chinese = (english) => LABELS[english]
    ?? LABEL_FORMS.reduce((said, [form, words]) => said.replace(form, words), english);
  const relabel = (element) => {
    for (const name of ["aria-label", "title"]) {
      const english = element.getAttribute(name);
      if (english && chinese(english) !== english) element.setAttribute(name, chinese(english));
    }
  };
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".stHtml, .stChatInput")) continue; // documents and answers
      const found = WORDS.find(([english]) => english.test(node.nodeValue));
      if (found) node.nodeValue = found[1];
    }
    for (const named of [root, ...root.querySelectorAll("[aria-label], [title]")])
      if (!named.closest(".stHtml")) relabel(named);
    for (const [where, name] of Object.entries(NAMES))
      for (const nameless of document.querySelectorAll(where))
        nameless.setAttribute("aria-label", name);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      // Some are named after they are put there.
      if (type === "attributes" && !target.closest(".stHtml")) relabel(target);
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE && !node.closest(".stHtml")) translate(node);
    }
  }).observe(document.body, {
    attributeFilter: ["aria-label", "title"], childList: true, subtree: true,
  });
  translate(document.body); // what was there before this script
})();
