// Registers the worker that serves the shop without a network, and lists on the offline page what it has kept.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js");

const list = document.querySelector("[data-seen]");
if (list && "caches" in window) {
  const seen = await caches.open("seen");
  for (const request of (await seen.keys()).reverse()) {
    const page = new DOMParser().parseFromString(await (await seen.match(request)).text(), "text/html");
    const link = document.createElement("a");
    link.href = new URL(request.url).pathname;
    link.lang = page.documentElement.lang;
    link.textContent = page.querySelector("h1")?.textContent ?? link.href;
    list.appendChild(document.createElement("li")).appendChild(link);
  }
  document.querySelector("[data-when-seen]").hidden = !list.children.length;
}
