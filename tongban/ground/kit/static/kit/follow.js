// What changes while one looks on: told by a stream of events, or asked again and again where there is none.
(() => {
  "use strict";
  const ASK_EVERY = 5000;
  const STREAM_AGAIN = 30000;
  const MOST_FAILURES = 3;
  const about = (time) => time * (0.8 + 0.4 * Math.random());

  // stream, state: addresses, either may be empty; take(kind, data) is called for each kind that changed
  window.followState = ({ stream, state, kinds, take, sort = () => 0 }) => {
    let mark = "";
    let asking = 0;
    const ask = async () => {
      try {
        const answer = await fetch(state, { headers: mark ? { "If-None-Match": mark } : {}, cache: "no-store" });
        if (answer.status === 200) {
          mark = answer.headers.get("ETag") || "";
          Object.entries(await answer.json()).sort(sort).forEach(([kind, data]) => take(kind.split(":")[0], data));
        }
      } catch { /* asked again soon */ }
      if (asking) asking = setTimeout(ask, about(ASK_EVERY));
    };
    const startAsking = () => { if (!asking && state) { asking = 1; ask(); } };
    const stopAsking = () => { clearTimeout(asking); asking = 0; };
    const follow = () => {
      const source = new EventSource(stream, { withCredentials: true });
      let failures = 0;
      source.addEventListener("open", () => { failures = 0; stopAsking(); });
      source.addEventListener("error", () => {
        failures += 1;
        if (source.readyState !== EventSource.CLOSED && failures < MOST_FAILURES) return;
        source.close();
        startAsking();
        setTimeout(follow, about(STREAM_AGAIN));
      });
      kinds.forEach((kind) => source.addEventListener(kind, (event) => take(kind, JSON.parse(event.data))));
    };
    if (stream && window.EventSource) follow(); else startAsking();
  };
})();
