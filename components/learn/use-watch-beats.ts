'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import type { WatchView } from '@/server/domains/enrollments/contract';
import { applyStep } from './outline-cache';
import { sendLastBeat } from './send-last-beat';
import { keepUnsent, readUnsent } from './unsent-watch';
import { WatchTracker } from './watch-tracker';

/** How often a playing video tells what was played, in ms. */
const beatMs = 10_000;

const inMs = (seconds: number) => Math.max(0, Math.round(seconds * 1_000));

/** Feeds a tracker from a video's own events; returns how to stop. */
function track(video: HTMLMediaElement, tracker: WatchTracker, onRest: () => void): () => void {
  const play = () => tracker.play(inMs(video.currentTime));
  const reach = () => {
    // While it seeks, the element already stands where nothing was played yet.
    if (!video.seeking && !video.paused) tracker.reach(inMs(video.currentTime));
  };
  const jump = () => tracker.jump();
  const land = () => {
    if (video.paused) tracker.reach(inMs(video.currentTime));
    else tracker.play(inMs(video.currentTime));
  };
  const rest = () => {
    if (!video.seeking) tracker.reach(inMs(video.currentTime));
    tracker.jump();
    onRest();
  };
  const listeners = {
    playing: play,
    timeupdate: reach,
    seeking: jump,
    seeked: land,
    pause: rest,
    ended: rest,
  };
  for (const [name, listener] of Object.entries(listeners)) video.addEventListener(name, listener);
  if (!video.paused) play();
  return () => {
    for (const [name, listener] of Object.entries(listeners)) video.removeEventListener(name, listener);
  };
}

/** Of what the server refuses for good nothing is tried again. */
const passing: ReadonlySet<string> = new Set([
  'platform/offline',
  'platform/unavailable',
  'platform/internal',
  'platform/rate_limited',
]);

/** What the server has counted, and whether something played still waits to be counted. */
export type WatchState = { readonly watch: WatchView; readonly isWaiting: boolean };

/**
 * Tells the server which stretches of a video were really played: every ten seconds, at each pause, at the end, and once
 * more when the page is left. What cannot be sent is kept, over a closed tab too, and sent later.
 */
export function useWatchBeats(
  video: RefObject<HTMLMediaElement | null>,
  place: { readonly courseSlug: string; readonly lessonId: string; readonly isCounted: boolean },
  initial: WatchView,
): WatchState {
  const { courseSlug, lessonId, isCounted } = place;
  const cache = trpc.useUtils();
  const latestCache = useRef(cache);
  latestCache.current = cache;
  const [state, setState] = useState<WatchState>({ watch: initial, isWaiting: false });

  useEffect(() => {
    const element = video.current;
    if (element === null || !isCounted) return;
    const tracker = new WatchTracker(readUnsent(lessonId));
    let isSending = false;

    const send = async () => {
      const played = tracker.take();
      if (played.length === 0 || isSending) return tracker.putBack(played);
      isSending = true;
      // Kept until it is confirmed: the tab may close before the answer comes.
      keepUnsent(lessonId, played);
      try {
        const beat = { lessonId, played: played.map(([from, to]): [number, number] => [from, to]) };
        const step = await latestCache.current.client.enrollments.recordWatch.mutate({
          ...beat,
          positionMs: tracker.position,
        });
        applyStep(latestCache.current, courseSlug, step);
        if (step.watch !== null) setState({ watch: step.watch, isWaiting: false });
      } catch (error) {
        if (passing.has(failureOf(error).code)) {
          tracker.putBack(played);
          setState((now) => ({ ...now, isWaiting: true }));
        }
      }
      isSending = false;
      keepUnsent(lessonId, tracker.waiting);
    };

    const leave = () => {
      const played = tracker.take();
      if (played.length === 0) return;
      keepUnsent(lessonId, played);
      sendLastBeat({ lessonId, played, positionMs: tracker.position }).then(
        (step) => {
          keepUnsent(lessonId, tracker.waiting);
          if (step !== null) applyStep(latestCache.current, courseSlug, step);
          if (step?.watch) setState({ watch: step.watch, isWaiting: false });
        },
        () => tracker.putBack(played),
      );
    };
    const leaveWhenHidden = () => {
      if (document.visibilityState === 'hidden') leave();
    };

    const stop = track(element, tracker, () => void send());
    const timer = setInterval(() => void send(), beatMs);
    const sendNow = () => void send();
    addEventListener('online', sendNow);
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leaveWhenHidden);
    void send();
    return () => {
      stop();
      clearInterval(timer);
      removeEventListener('online', sendNow);
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leaveWhenHidden);
      leave();
    };
  }, [video, courseSlug, lessonId, isCounted]);

  return state;
}
