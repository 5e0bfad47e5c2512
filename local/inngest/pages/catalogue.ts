import { type Html, html } from '@/local/web/html';
import type { RouteAnswer, RouteRequest } from '../http-server';
import type { Database } from '../store/database';
import { countRuns, type EventSummary, listEvents } from '../store/inspect';
import type { RegisteredFunction, Registry } from '../store/registry';
import { jsonBlock, moment, page, statusBadge } from './layout';

const PAGE_SIZE = 50;

function triggers({ config }: RegisteredFunction): string {
  return config.triggers
    .map((trigger) => {
      if ('cron' in trigger) return `schedule ${trigger.cron}`;
      return trigger.expression ? `${trigger.event} if ${trigger.expression}` : trigger.event;
    })
    .join(', ');
}

function functionLine(entry: RegisteredFunction, counts: { active: number; failed: number }): Html {
  const { config } = entry;
  return html`<li class="card"><div class="row"><a href="/runs?function=${encodeURIComponent(config.id)}">${config.name ?? config.id}</a>
<span class="soft">${counts.active} active</span>
${counts.failed > 0 && html`<span class="status failed">${counts.failed} failed in the last day</span>`}</div>
<div class="soft">${config.id} · ${triggers(entry) || 'only invoked'} · ${entry.maxAttempts} attempts a step</div></li>`;
}

/** Shows the apps and functions that are registered. */
export async function functionsPage(registry: Registry, database: Database): Promise<RouteAnswer> {
  const [counts, apps] = await Promise.all([countRuns(database), registry.apps()]);
  const lines = [...registry.functions].map((entry) =>
    functionLine(entry, counts.get(entry.config.id) ?? { active: 0, failed: 0 }),
  );
  const origins = apps.map(
    (
      app,
    ) => html`<li class="card"><div class="row"><span>${app.name}</span><span class="soft">${app.url}</span></div>
<div class="soft">${app.framework} ${app.sdk} · synced ${moment(app.synced_at)}</div></li>`,
  );
  const content = html`${lines.length > 0 ? html`<ul class="list">${lines}</ul>` : html`<p>No functions yet. They appear when the app is up.</p>`}
<h2>Apps</h2>
${origins.length > 0 ? html`<ul class="list">${origins}</ul>` : html`<p>No app has registered yet.</p>`}`;
  return page('Functions', '/functions', content);
}

function eventLine(event: EventSummary): Html {
  const runs = event.runs.map(
    (run) =>
      html`<div class="row"><a href="/runs/${run.id}">${run.function_id}</a>${statusBadge(run.status)}</div>`,
  );
  return html`<li class="card"><details><summary><strong>${event.name}</strong>
<span class="soft">${moment(event.received_at)}${event.processed_at === null && ' · waiting to be processed'} · ${event.runs.length} ${event.runs.length === 1 ? 'run' : 'runs'}</span></summary>
${runs}${jsonBlock(event.payload)}</details></li>`;
}

/** Shows events with what they started, newest first, a page at a time. */
export async function eventsPage(request: RouteRequest, database: Database): Promise<RouteAnswer> {
  const { searchParams } = request.url;
  const withSystem = searchParams.get('system') === 'yes';
  const before = /^\d{1,18}$/.exec(searchParams.get('before') ?? '')?.[0] ?? null;
  const found = await listEvents(database, { before, withSystem, limit: PAGE_SIZE + 1 });
  const shown = found.slice(0, PAGE_SIZE);
  const system = withSystem ? '&system=yes' : '';
  const content = html`<nav aria-label="Which events">
<a href="/events"${!withSystem && html` aria-current="page"`}>sent by the app</a>
<a href="/events?system=yes"${withSystem && html` aria-current="page"`}>all, with the executor's own</a></nav>
${shown.length === 0 ? html`<p>No events here yet.</p>` : html`<ul class="list">${shown.map(eventLine)}</ul>`}
${found.length > PAGE_SIZE && html`<p><a href="/events?before=${shown.at(-1)?.seq ?? ''}${system}">Older events</a></p>`}`;
  return page('Events', '/events', content);
}
