import type {
  AddedPicture,
  Join,
  Problem,
  SampleView,
  SelectionView,
  ServerEvent,
  SessionView,
  StatusView,
  ToolView,
} from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import type { Label } from '../geometry/gesture';
import type { Rle } from '../geometry/rle';
import type { Dialog, Notice, Preferences, Proposal, Recent, Reference } from './state';
import type { Pictures } from './pictures';
import type { Saying, Sent } from './sent';
import type { Unsaid } from './state';
import type { Tool } from './tools';

/** Everything that can happen to the state. */
export type Action =
  | { readonly type: 'session/opening'; readonly name: string }
  | { readonly type: 'session/uploading'; readonly share: number }
  | { readonly type: 'session/notOpened' }
  | { readonly type: 'session/opened'; readonly session: SessionView }
  | { readonly type: 'session/synced'; readonly session: SessionView }
  | { readonly type: 'session/closed' }
  | { readonly type: 'selection/drawn'; readonly draft: Drawing }
  | { readonly type: 'selection/adjusted'; readonly draft: Drawing }
  | { readonly type: 'selection/joined'; readonly drawn: Drawing; readonly draft: Drawing }
  | { readonly type: 'selection/takenBack' }
  | { readonly type: 'selection/drawnAgain' }
  | { readonly type: 'selection/sent'; readonly sequence: number }
  | { readonly type: 'selection/answered'; readonly answer: SelectionView }
  | { readonly type: 'selection/failed'; readonly sequence: number; readonly problem: Problem }
  | { readonly type: 'selection/cameBack'; readonly selection: SelectionView }
  | { readonly type: 'selection/cleared' }
  | { readonly type: 'selection/clearing'; readonly sequence: number }
  | { readonly type: 'selection/clearingFailed' }
  | { readonly type: 'selection/looked'; readonly rle: Rle | null }
  | {
      readonly type: 'chat/sending';
      readonly saying: Saying;
      /** It is the first that waited. */
      readonly queued: boolean;
    }
  | { readonly type: 'chat/left' }
  | { readonly type: 'chat/queued' | 'chat/unqueued'; readonly saying: Saying }
  /** The pictures that were on their way have arrived: what was said brings them. */
  | { readonly type: 'chat/brought'; readonly before: Saying; readonly saying: Saying }
  | { readonly type: 'chat/proposed'; readonly proposal: Proposal | null }
  | { readonly type: 'chat/pictureAdded'; readonly picture: AddedPicture }
  | { readonly type: 'chat/pictureRemoved'; readonly reference: string }
  | { readonly type: 'chat/begun'; readonly editId: string; readonly sent: Sent }
  | {
      readonly type: 'chat/failed';
      readonly unsaid: Unsaid;
      readonly problem: Problem;
      readonly at: string;
    }
  | { readonly type: 'chat/stopping'; readonly stopping: boolean }
  | { readonly type: 'server/event'; readonly event: ServerEvent; readonly at: string }
  | { readonly type: 'server/lost' }
  | { readonly type: 'server/status'; readonly status: StatusView }
  | { readonly type: 'view/tool'; readonly tool: Tool }
  | { readonly type: 'view/useTool'; readonly tool: string | null }
  | { readonly type: 'view/label'; readonly label: Label }
  | { readonly type: 'view/join'; readonly join: Join | null }
  | { readonly type: 'view/brush'; readonly radius: number }
  | { readonly type: 'view/compare'; readonly on: boolean }
  | { readonly type: 'view/reference'; readonly reference: Reference }
  | { readonly type: 'view/split'; readonly at: number | null }
  | { readonly type: 'view/revision'; readonly number: number | null }
  | { readonly type: 'view/dialog'; readonly dialog: Dialog }
  | { readonly type: 'preferences/changed'; readonly preferences: Partial<Preferences> }
  | { readonly type: 'catalogue/tools'; readonly tools: readonly ToolView[] }
  | { readonly type: 'catalogue/recents'; readonly recents: readonly Recent[] }
  | { readonly type: 'catalogue/pictures'; readonly pictures: Pictures }
  | { readonly type: 'view/showing' }
  | { readonly type: 'catalogue/samples'; readonly samples: readonly SampleView[] }
  | { readonly type: 'notice/shown'; readonly notice: Notice }
  | { readonly type: 'notice/dismissed' };
