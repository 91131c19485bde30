/** Whole seconds for which something has been going on; without script it simply says nothing. */
export function elapsed(going: () => boolean) {
  let seconds = $state(0);
  $effect(() => {
    if (!going()) return;
    seconds = 0;
    const beat = setInterval(() => (seconds += 1), 1000);
    return () => clearInterval(beat);
  });
  return {
    get seconds() {
      return seconds;
    }
  };
}
