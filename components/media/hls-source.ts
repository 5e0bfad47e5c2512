/**
 * Lets a video or audio element play a stream: with the browser's own player where it can, else with hls.js, which is
 * fetched for it.
 *
 * @param onFailed is told when the stream cannot be played (any more).
 * @returns how to end it.
 */
export function attachStream(element: HTMLMediaElement, url: string, onFailed: () => void): () => void {
  if (element.canPlayType('application/vnd.apple.mpegurl') !== '') {
    element.src = url;
    return () => element.removeAttribute('src');
  }
  let end: (() => void) | null = null;
  let isOver = false;
  const start = async () => {
    const { default: Hls } = await import('hls.js');
    if (isOver) return;
    // Its worker would be a script of no address, which our pages let nobody run.
    const player = new Hls({ enableWorker: false, capLevelToPlayerSize: true });
    player.on(Hls.Events.ERROR, (_event, { fatal }) => {
      if (fatal) onFailed();
    });
    player.loadSource(url);
    player.attachMedia(element);
    end = () => player.destroy();
  };
  start().catch(onFailed);
  return () => {
    isOver = true;
    end?.();
  };
}
