import { type Html, html } from '@/local/web/html';
import { HttpError, type RouteAnswer, type RouteRequest } from '../http-server';
import type { Database } from '../store/database';
import {
  type CallDetail,
  type FailureDetail,
  listRuns,
  type RunDetail,
  type RunSummary,
  readCalls,
  readFailures,
  readRun,
  readSteps,
  type StepDetail,
} from '../store/inspect';
import type { RunStatus } from '../store/runs';
import { duration, errorBlock, jsonBlock, moment, page, statusBadge } from './layout';

const PAGE_SIZE = 50;
const STATUSES: readonly RunStatus[] = ['queued', 'running', 'completed', 'failed', 'cancelled'];

function runLine(run: RunSummary): Html {
  const took = run.ended_at ? duration(run.started_at ?? run.created_at, run.ended_at) : null;
  return html`<li class="card row"><a href="/runs/${run.id}">${run.function_id}</a>${statusBadge(run.status)}
<span class="soft">${moment(run.created_at)}${took && html` · took ${took}`}</span></li>`;
}

function query(values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
  return new URLSearchParams(given).toString();
}

/** Shows runs, newest first, of all or one status, a page at a time. */
export async function runsPage(request: RouteRequest, database: Database): Promise<RouteAnswer> {
  const { searchParams } = request.url;
  const status = STATUSES.find((known) => known === searchParams.get('status')) ?? null;
  const functionId = searchParams.get('function');
  const filter = { status, functionId, before: searchParams.get('before'), limit: PAGE_SIZE + 1 };
  const found = await listRuns(database, filter);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const choices = [null, ...STATUSES].map((choice) => {
    const current = choice === status ? html` aria-current="page"` : null;
    return html`<a href="/runs?${query({ status: choice, function: functionId })}"${current}>${choice ?? 'all'}</a>`;
  });
  const older = query({ status, function: functionId, before: last?.id ?? null });
  const content = html`<nav aria-label="Status">${choices}</nav>
${functionId && html`<p>Only <strong>${functionId}</strong>. <a href="/runs">Show all functions</a></p>`}
${shown.length === 0 ? html`<p>No runs here yet. A run starts when an event arrives that a function listens to.</p>` : html`<ul class="list">${shown.map(runLine)}</ul>`}
${found.length > PAGE_SIZE && html`<p><a href="/runs?${older}">Older runs</a></p>`}`;
  return page('Runs', '/runs', content);
}

function failureLines(failures: readonly FailureDetail[], owner: string): Html | null {
  if (failures.length === 0) return null;
  return html`<details><summary>${failures.length} failed ${failures.length === 1 ? 'attempt' : 'attempts'}${owner}</summary>
${failures.map((failure) => html`<p class="soft">Attempt ${failure.attempt + 1}, ${moment(failure.at)}</p>${errorBlock(failure.error)}`)}</details>`;
}

function nextTry(call: CallDetail | undefined): Html | null {
  if (!call) return null;
  if (call.claimed_at) return html`<span class="soft">attempt ${call.attempt + 1} under way</span>`;
  return html`<span class="soft">attempt ${call.attempt + 1} from ${moment(call.due_at)}</span>`;
}

const KINDS: Readonly<Record<string, string>> = {
  Sleep: 'sleep',
  WaitForEvent: 'wait for event',
  WaitForSignal: 'wait for signal',
  InvokeFunction: 'invoke',
};

function stepInput(step: StepDetail): Html | null {
  const options = Object.entries(step.opts ?? {}).filter(([key]) => key !== 'type');
  if (options.length === 0) return null;
  return html`<details><summary>Input</summary>${jsonBlock(Object.fromEntries(options))}</details>`;
}

function stepLine(step: StepDetail, failures: readonly FailureDetail[], call: CallDetail | undefined): Html {
  const timing = step.ended_at ? duration(step.created_at, step.ended_at) : null;
  return html`<li class="card"><div class="row"><span>${step.name}</span>${statusBadge(step.status)}
<span class="soft">${KINDS[step.op] ?? 'step'}${timing && html` · ${timing}`}</span>
${step.due_at && html`<span class="soft">until ${moment(step.due_at)}</span>`}${nextTry(call)}</div>
${stepInput(step)}
${step.status === 'completed' && html`<details><summary>Output</summary>${jsonBlock(step.data)}</details>`}
${step.error && errorBlock(step.error)}
${failureLines(failures, '')}</li>`;
}

function actions(run: RunDetail): Html {
  const isActive = run.status === 'queued' || run.status === 'running';
  return html`<p><form method="post" action="/runs/${run.id}/replay"><button>Replay</button></form>
${isActive && html`<form method="post" action="/runs/${run.id}/cancel"><button>Cancel</button></form>`}</p>`;
}

function facts(run: RunDetail): Html {
  const ended = run.ended_at && html` · ended ${moment(run.ended_at)}`;
  const took = run.started_at && run.ended_at && html` · took ${duration(run.started_at, run.ended_at)}`;
  return html`<p>${statusBadge(run.status)} <span class="soft">queued ${moment(run.created_at)}${run.started_at && html` · started ${moment(run.started_at)}`}${ended}${took}</span></p>
<p class="soft">Run ${run.id}${run.replay_of && html` · replay of <a href="/runs/${run.replay_of}">${run.replay_of}</a>`} · <a href="/runs?${query({ function: run.function_id })}">all runs of this function</a></p>`;
}

/** Shows one run: its events, its steps with what went in and came out, its failed attempts. */
export async function runPage(request: RouteRequest, database: Database): Promise<RouteAnswer> {
  const run = await readRun(database, request.params[0] ?? '');
  if (!run) throw new HttpError(404, 'no such run');
  const [steps, failures, calls] = await Promise.all([
    readSteps(database, run.id),
    readFailures(database, run.id),
    readCalls(database, run.id),
  ]);
  const known = new Set(steps.map((step) => step.id));
  const lines = steps.map((step) =>
    stepLine(
      step,
      failures.filter((failure) => failure.step_id === step.id),
      calls.find((call) => call.step_id === step.id),
    ),
  );
  const ofFunction = failures.filter((failure) => !failure.step_id || !known.has(failure.step_id));
  const next = calls.find((call) => call.step_id === null);
  const content = html`${facts(run)}${actions(run)}
${run.status === 'completed' && html`<h2>Output</h2>${jsonBlock(run.output)}`}
${run.error && html`<h2>Error</h2>${errorBlock(run.error)}`}
<h2>Steps</h2>
${lines.length > 0 ? html`<ol class="list">${lines}</ol>` : html`<p class="soft">No steps yet.</p>`}
${next && html`<p>The function goes on: ${nextTry(next)}</p>`}
${failureLines(ofFunction, ' of the function itself')}
<h2>${run.events.length === 1 ? 'Event' : 'Events'}</h2>${run.events.map(jsonBlock)}`;
  return page(run.function_id, '/runs', content);
}
