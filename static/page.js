"use strict";
// Leave at once: cover the page before the answer of the server is there. Works as a plain form without this.
(() => {
  const leave = document.querySelector(".leave");
  const veil = () => {
    const cover = document.createElement("div");
    cover.className = "veil";
    document.body.append(cover);
    document.title = "…";
  };
  let presses = [];
  if (leave) {
    leave.addEventListener("submit", veil);
    document.addEventListener("keydown", (event) => {
      if (event.repeat) return;
      if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) {
        presses = [];
        return;
      }
      presses = presses.filter((at) => event.timeStamp - at < 2000).concat(event.timeStamp);
      if (presses.length > 2) leave.requestSubmit();
    });
  }
  // Nothing of this page is left for whoever presses Back: not in the browser's memory, and not in its fields.
  const empty = (event) => {
    if (!event.persisted) return;
    document.body.replaceChildren();
    document.title = "…";
  };
  addEventListener("pagehide", empty);
  // A page that comes back from the browser's memory is asked for anew, so that a closed one shows nothing.
  addEventListener("pageshow", (event) => {
    empty(event);
    if (event.persisted) location.reload();
  });
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;

  const button = document.querySelector("[data-copy]");
  if (button && navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector(".code").textContent.trim().replace(/\s+/g, " "));
      document.querySelector("#copied").textContent = button.dataset.copy;
    });
  }
  const printer = document.querySelector("[data-print]");
  if (printer) {
    printer.hidden = false;
    printer.addEventListener("click", () => print());
  }

  // Three minutes before the page closes, say so and offer more time. A page in the background sleeps, and another tab
  // may have put the end off: so the server is asked when the page is looked at again, and before it closes.
  const box = document.querySelector(".soon");
  if (!box) return;
  const { ask, ended, left, says, stay, token } = box.dataset;
  const [line, more] = [box.querySelector("p"), box.querySelector("button")];
  let closes = Date.now() + left * 1000;
  let busy = false;
  const take = ({ seconds, closes: when }) => {
    closes = Date.now() + seconds * 1000;
    document.querySelector("#closes").textContent = when;
    warn();
  };
  const close = () => {
    busy = true;
    veil();
    location.replace(ended);
  };
  const warn = () => {
    const soon = closes - Date.now() <= 180000;
    more.hidden = !soon;
    if (soon !== (line.textContent !== "")) line.textContent = soon ? says : "";
  };
  const again = async () => {
    if (busy) return;
    busy = true;
    const answer = await fetch(ask).catch(() => null);
    busy = false;
    if (!answer?.ok) return closes < Date.now() && close();
    const found = await answer.json();
    if (found.seconds > 0) take(found);
    else close();
  };
  more.addEventListener("click", async () => {
    const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!answer.ok || answer.redirected) return close();
    take(await answer.json());
    more.blur();
  });
  setInterval(() => (closes < Date.now() ? again() : warn()), 5000);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  addEventListener("focus", again);
  warn();
})();
