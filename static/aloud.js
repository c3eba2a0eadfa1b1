"use strict";
// Reads the question aloud, with a voice of this device and never with one that is asked for over the network.
(() => {
  const button = document.querySelector("[data-aloud]");
  if (!button || !window.speechSynthesis) return;
  const tag = document.documentElement.lang;
  const near = [tag, { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", tl: "fil" }[tag] || tag, tag.split("-")[0]];
  const voice = () => {
    const own = speechSynthesis.getVoices().filter((one) => one.localService);
    return near.map((wanted) => own.find((one) => one.lang.replace("_", "-").startsWith(wanted))).find((one) => one);
  };
  const offer = () => (button.hidden = !voice());
  const says = () =>
    [...document.querySelectorAll(".oops a, h1, form .soft, form .hint, form .says, form .pick > span, form .row label:not(.pick), form .or")]
      .map((one) => one.innerText.trim().replace(/\s*\n\s*/g, ". "))
      .join(". ");
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(says());
    words.voice = voice();
    words.lang = words.voice.lang;
    speechSynthesis.speak(words);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener("voiceschanged", offer);
  offer();
})();
