import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, json, readForm, redirect, send } from './http';
import { signInPage } from './page';
import { type Person, personOf } from './people';

/** So long a code waits to be exchanged, in ms, as at GitHub. */
const codeLifeMs = 10 * 60_000;

/** An application registered at GitHub. */
export interface GitHubApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people are sent back to; nowhere else. */
  readonly redirectUri: string;
}

interface Grant {
  readonly person: Person;
  readonly challenge: string;
  readonly expiresAt: number;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
};

const basic = (header = ''): readonly string[] =>
  Buffer.from(header.replace(/^Basic /i, ''), 'base64')
    .toString('utf8')
    .split(':')
    .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));

/**
 * Plays GitHub's web application flow and the two calls that say who signed in, after GitHub's documentation
 * ("Authorizing OAuth apps", "Get the authenticated user", "List email addresses for the authenticated user"). Paths are
 * those of github.com under `/github`, those of api.github.com under `/github/api`.
 */
export class GitHub {
  readonly #app: GitHubApp;
  readonly #codes = new Map<string, Grant>();
  readonly #tokens = new Map<string, Person>();

  constructor(app: GitHubApp) {
    this.#app = app;
  }

  /** Answers a request below `/github`. */
  async handle(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    send(response, await this.#answer(url, request));
  }

  async #answer(url: URL, request: IncomingMessage): Promise<Answer> {
    const path = url.pathname.replace(/^\/github/, '');
    if (path === '/login/oauth/authorize') return this.#authorize(url.searchParams);
    if (path === '/login/oauth/sign-in') return this.#signIn(await readForm(request));
    if (path === '/login/oauth/access_token') {
      return this.#exchange(await readForm(request), request.headers.authorization);
    }
    const token = (request.headers.authorization ?? '').replace(/^(Bearer|token) /i, '');
    if (path === '/api/user') return this.#tell(token, toUser);
    if (path === '/api/user/emails') return this.#tell(token, toEmails);
    return json(404, { message: 'Not Found' });
  }

  #authorize(asked: URLSearchParams): Answer {
    if (asked.get('client_id') !== this.#app.clientId) return json(404, { message: 'Not Found' });
    if (asked.get('redirect_uri') !== this.#app.redirectUri) {
      return json(400, { error: 'redirect_uri_mismatch' });
    }
    const isHashed = asked.get('code_challenge_method') === 'S256';
    return pageFor({
      state: asked.get('state') ?? '',
      challenge: isHashed ? (asked.get('code_challenge') ?? '') : '',
    });
  }

  #signIn(form: URLSearchParams): Answer {
    const hidden = { state: form.get('state') ?? '', challenge: form.get('challenge') ?? '' };
    const back = new URL(this.#app.redirectUri);
    back.searchParams.set('state', hidden.state);
    if (form.has('cancel')) {
      back.searchParams.set('error', 'access_denied');
      return redirect(back.href);
    }
    const person = personOf(form);
    if (person === null) return pageFor(hidden, true);
    const code = randomBytes(10).toString('hex');
    this.#codes.set(code, { person, challenge: hidden.challenge, expiresAt: Date.now() + codeLifeMs });
    back.searchParams.set('code', code);
    return redirect(back.href);
  }

  #exchange(form: URLSearchParams, authorization: string | undefined): Answer {
    const [basicId = '', basicSecret = ''] = basic(authorization);
    const id = form.get('client_id') ?? basicId;
    const secret = form.get('client_secret') ?? basicSecret;
    // GitHub answers 200 also when it refuses.
    if (!same(id, this.#app.clientId) || !same(secret, this.#app.clientSecret)) {
      return json(200, { error: 'incorrect_client_credentials' });
    }
    const code = form.get('code') ?? '';
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (grant === undefined || grant.expiresAt < Date.now() || !isVerifier(grant, form)) {
      return json(200, { error: 'bad_verification_code' });
    }
    const token = `gho_${randomBytes(18).toString('hex')}`;
    this.#tokens.set(token, grant.person);
    return json(200, { access_token: token, scope: 'read:user,user:email', token_type: 'bearer' });
  }

  #tell(token: string, toBody: (person: Person) => unknown): Answer {
    const person = this.#tokens.get(token);
    return person === undefined ? json(401, { message: 'Bad credentials' }) : json(200, toBody(person));
  }
}

function pageFor(hidden: Readonly<Record<string, string>>, isAgain = false): Answer {
  return signInPage({ provider: 'GitHub', action: '/github/login/oauth/sign-in', hidden, isAgain });
}

function isVerifier({ challenge }: Grant, form: URLSearchParams): boolean {
  const verifier = form.get('code_verifier') ?? '';
  return challenge === '' || challenge === createHash('sha256').update(verifier).digest('base64url');
}

const loginOf = ({ email }: Person): string => email.replace(/@.*/, '').replace(/[^a-z0-9]+/g, '-');

function toUser(person: Person) {
  const login = loginOf(person);
  return { login, id: Number(person.subject), type: 'User', name: person.name, email: null };
}

function toEmails(person: Person) {
  const hidden = `${person.subject}+${loginOf(person)}@users.noreply.github.test`;
  return [
    { email: hidden, primary: false, verified: true, visibility: null },
    { email: person.email, primary: true, verified: person.isEmailVerified, visibility: 'private' },
  ];
}
