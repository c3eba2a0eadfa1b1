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
      if (event.key !== "Shift" || event.repeat) {
        if (event.key !== "Shift") presses = [];
        return;
      }
      presses = presses.filter((at) => event.timeStamp - at < 2000).concat(event.timeStamp);
      if (presses.length > 2) leave.requestSubmit();
    });
  }
  // Nothing of this page is left for whoever presses Back.
  addEventListener("pagehide", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) form.reset();
    veil();
  });
  // A page that comes back from the browser's own memory is asked for anew, so that a closed one shows nothing.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    location.reload();
  });

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

  // Three minutes before the page closes, say so and offer more time. The clock is the page's own age.
  const box = document.querySelector(".soon");
  if (!box) return;
  let closes = Date.now() + box.dataset.left * 1000 + 2000;
  const [say, stay] = [box.querySelector("p"), box.querySelector("button")];
  let asked = false;
  const tick = () => {
    const left = closes - Date.now();
    if (left <= 0) {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
      veil();
      location.replace(box.dataset.ended);
    } else if (left <= 180000 && !asked) {
      asked = true;
      box.hidden = false;
      say.textContent = box.dataset.says;
    }
  };
  stay.addEventListener("click", async () => {
    const answer = await fetch(box.dataset.stay, { method: "POST", headers: { "X-CSRFToken": box.dataset.token } });
    if (!answer.ok) return location.replace(box.dataset.ended);
    closes = Date.now() + (await answer.json()).seconds * 1000 + 2000;
    box.hidden = true;
    asked = false;
    say.textContent = "";
  });
  const timer = setInterval(tick, 5000);
  document.addEventListener("visibilitychange", tick);
})();
