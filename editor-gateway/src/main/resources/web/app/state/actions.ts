import type { ServerEvent } from '../api/events';
import type { Problem, SampleView, SelectionInput, SelectionView } from '../api/types';
import type { SessionView, StatusView, ToolView } from '../api/types';
import type { Label } from '../geometry/gesture';
import type { Dialog, Notice, Preferences } from './state';
import type { Tool } from './tools';

/** Everything that can happen to the state. */
export type Action =
  | { readonly type: 'session/opening'; readonly name: string }
  | { readonly type: 'session/opened'; readonly session: SessionView }
  | { readonly type: 'session/synced'; readonly session: SessionView }
  | { readonly type: 'session/closed' }
  | { readonly type: 'selection/drawn'; readonly draft: SelectionInput }
  | { readonly type: 'selection/adjusted'; readonly draft: SelectionInput }
  | { readonly type: 'selection/takenBack' }
  | { readonly type: 'selection/drawnAgain' }
  | { readonly type: 'selection/sent'; readonly sequence: number }
  | { readonly type: 'selection/answered'; readonly answer: SelectionView }
  | { readonly type: 'selection/failed'; readonly sequence: number; readonly problem: Problem }
  | { readonly type: 'selection/cameBack'; readonly selection: SelectionView }
  | { readonly type: 'selection/cleared' }
  | { readonly type: 'chat/sending'; readonly text: string }
  | { readonly type: 'chat/begun'; readonly editId: string }
  | {
      readonly type: 'chat/failed';
      readonly text: string;
      readonly problem: Problem;
      readonly at: string;
    }
  | { readonly type: 'chat/stopping'; readonly stopping: boolean }
  | { readonly type: 'server/event'; readonly event: ServerEvent; readonly at: string }
  | { readonly type: 'server/lost' }
  | { readonly type: 'server/status'; readonly status: StatusView }
  | { readonly type: 'view/tool'; readonly tool: Tool }
  | { readonly type: 'view/label'; readonly label: Label }
  | { readonly type: 'view/brush'; readonly radius: number }
  | { readonly type: 'view/compare'; readonly on: boolean }
  | { readonly type: 'view/revision'; readonly number: number | null }
  | { readonly type: 'view/dialog'; readonly dialog: Dialog }
  | { readonly type: 'preferences/changed'; readonly preferences: Partial<Preferences> }
  | { readonly type: 'catalogue/tools'; readonly tools: readonly ToolView[] }
  | { readonly type: 'catalogue/samples'; readonly samples: readonly SampleView[] }
  | { readonly type: 'notice/shown'; readonly notice: Notice }
  | { readonly type: 'notice/dismissed' };
