// The call display: shows who is called, and says it aloud unless it is silent.
(() => {
  "use strict";
  const screen = document.querySelector("[data-screen]");
  if (!screen) return;
  const calls = screen.querySelector("[data-calls]");
  const blank = screen.querySelector("template[data-call]");
  const sound = screen.querySelector("[data-sound]");
  const said = new Set();
  let isFirst = true;

  // the voice: a browser speaks only after somebody has pressed a button on the page
  let isLoud = false;
  const showSound = () => sound.setAttribute("aria-pressed", String(isLoud));
  sound.addEventListener("click", () => { isLoud = !isLoud; showSound(); });
  showSound();
  const say = ({ number, window: where }) => {
    if (!isLoud || !window.speechSynthesis) return;
    const spelled = [...number].join(" ");
    const text = new SpeechSynthesisUtterance(screen.dataset.spoken.replace("NUMBER", spelled).replace("WINDOW", where));
    text.lang = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en";
    text.rate = 0.9;
    window.speechSynthesis.speak(text);
  };

  const told = {
    calls(rows) {
      calls.replaceChildren(...rows.map((row) => {
        const line = blank.content.firstElementChild.cloneNode(true);
        line.classList.toggle("is-calling", row.is_calling);
        line.querySelector(".screen-number").textContent = row.number;
        line.querySelector(".screen-name").textContent = row.name;
        line.querySelector(".screen-window").textContent = row.window;
        return line;
      }));
      rows.filter((row) => row.is_calling && !said.has(row.call)).reverse().forEach((row) => {
        said.add(row.call);
        if (!isFirst) say(row);
      });
      isFirst = false;
    },
    waiting({ count, next }) {
      screen.querySelector("[data-waiting]").textContent = count;
      screen.querySelector("[data-next]").replaceChildren(...next.map((number) => {
        const line = document.createElement("li");
        line.textContent = number;
        return line;
      }));
    },
  };
  told.waits = (rows) => {
    const blankWait = screen.querySelector("template[data-wait]");
    screen.querySelector("[data-waits-part]").hidden = !rows.length;
    screen.querySelector("[data-waits]").replaceChildren(...rows.map((row) => {
      const part = blankWait.content.firstElementChild.cloneNode(true);
      part.querySelector("dt").textContent = `${row.line} ${row.name}`;
      part.querySelector("dd").textContent = window.newcomerText(row, screen.dataset);
      return part;
    }));
  };
  const { stream, state } = screen.dataset;
  followState({ stream, state, kinds: Object.keys(told), take: (kind, data) => told[kind](data) });

  const clock = screen.querySelector("[data-clock]");
  setInterval(() => {
    clock.textContent = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
  }, 1000);
})();
