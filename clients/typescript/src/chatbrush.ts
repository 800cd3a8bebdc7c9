import { Edits } from './edits.ts';
import { Http } from './http.ts';
import type { Options } from './http.ts';
import { Selections } from './selections.ts';
import { Sessions } from './sessions.ts';
import type { Figures, Me, SampleView, StatusView, ToolView } from './types.ts';

/** A Chatbrush server. */
export class Chatbrush {
  /** For what has no method of its own: `http.call` knows every call by its types. */
  readonly http: Http;
  readonly sessions: Sessions;
  readonly selections: Selections;
  readonly edits: Edits;

  constructor(options: Options = {}) {
    this.http = new Http(options);
    this.sessions = new Sessions(this.http);
    this.selections = new Selections(this.http);
    this.edits = new Edits(this.http);
  }

  /** Who one is here. */
  me(): Promise<Me> {
    return this.http.call('get', '/api/me');
  }

  /** What can be done now. */
  async tools(): Promise<readonly ToolView[]> {
    return (await this.http.call('get', '/api/tools')).tools;
  }

  samples(): Promise<readonly SampleView[]> {
    return this.http.call('get', '/api/samples');
  }

  status(): Promise<StatusView> {
    return this.http.call('get', '/api/status');
  }

  /** How long things took since the server started. */
  figures(): Promise<Figures> {
    return this.http.call('get', '/api/status/figures');
  }
}
