// How long somebody waits who takes a number now, in the words that the page brings.
(() => {
  "use strict";
  window.newcomerText = ({ low, high, about, is_promise: isPromise }, { between, about: guess }) => (
    isPromise ? between.replace("LOW", low).replace("HIGH", high) : guess.replace("ABOUT", about));
})();
