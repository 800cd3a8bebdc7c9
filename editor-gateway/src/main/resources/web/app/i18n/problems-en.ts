import type { ProblemTexts } from './problems';

/** What went wrong and what to do, in English, by the stable code. */
export const PROBLEMS_EN: ProblemTexts = {
  NETWORK_UNREACHABLE: [
    'Chatbrush does not answer.',
    'Check that it is running (./chatbrush status) and try again.',
  ],
  RESPONSE_UNREADABLE: ['The answer could not be read.', 'Reload the page and try again.'],
  CLIPBOARD_REFUSED: [
    'The browser did not let the picture into the clipboard.',
    'Allow the clipboard for this page, or download the picture.',
  ],
  REQUEST_INVALID: [
    'The request was not understood.',
    'Reload the page; it may be older than the server.',
  ],
  JSON_INVALID: [
    'The request was not understood.',
    'Reload the page; it may be older than the server.',
  ],
  VALIDATION_FAILED: [
    'A value is outside of what is possible.',
    'Say it more briefly, or draw with fewer strokes.',
  ],
  PATH_REFUSED: ['This address is refused.', 'Go to the start page.'],
  ROUTE_NOT_FOUND: [
    'There is nothing at this address.',
    'Reload the page; it may be older than the server.',
  ],
  METHOD_NOT_ALLOWED: [
    'The server does not know this request.',
    'Reload the page; it may be older than the server.',
  ],
  NOT_ACCEPTABLE: ['The server cannot answer in this format.', 'Choose another format.'],
  BODY_TOO_LARGE: ['This is too much to send.', 'At most 32 MB and 40 megapixels are possible.'],
  MEDIA_TYPE_UNSUPPORTED: [
    'The server does not take this kind of file.',
    'Save it as PNG, JPEG or WebP.',
  ],
  HOST_REFUSED: [
    'The server does not know itself under this host name.',
    'Open it at the address that ./chatbrush up has printed.',
  ],
  ORIGIN_REFUSED: [
    'Another site tried to change something here.',
    'Use this page at its own address.',
  ],
  IMAGE_MISSING: ['No picture arrived.', 'Choose the picture again.'],
  IMAGE_FORMAT_UNSUPPORTED: [
    'This is not a picture that can be opened.',
    'Save it as PNG, JPEG or WebP.',
  ],
  IMAGE_TOO_LARGE: [
    'The picture is too large.',
    'At most 32 MB and 40 megapixels are possible. Shrink it and try again.',
  ],
  IMAGE_INVALID: ['The picture file is damaged.', 'Export or download it again.'],
  SESSION_NOT_FOUND: ['This session is not here any more.', 'Open the picture again.'],
  REVISION_NOT_FOUND: ['This version is not here.', 'Reload the page.'],
  SAMPLE_NOT_FOUND: ['This sample photo is not here.', 'Choose another one.'],
  NOTHING_TO_UNDO: ['There is nothing to undo.', 'This is the original.'],
  NOTHING_TO_REDO: ['There is nothing to redo.', 'This is the newest version of this branch.'],
  NOTHING_TO_RESET: ['The picture is the original already.', 'Nothing needs to be done.'],
  HEAD_MOVED: [
    'The picture was changed on another page meanwhile.',
    'Look at the new version and try again.',
  ],
  SELECTION_EMPTY: ['Nothing is drawn yet.', 'Click the thing you mean, or draw a box around it.'],
  SELECTION_OUTSIDE: ['The selection lies outside of the picture.', 'Click within the picture.'],
  SELECTION_STALE: [
    'A newer selection was made on another page.',
    'Go on from that one, or draw again.',
  ],
  SELECTION_NOT_FOUND: ['Nothing is selected.', 'Click the thing you mean.'],
  SUBJECT_NOT_FOUND: [
    'Nothing stands out in this picture.',
    'Click the thing that you mean, or draw around it.',
  ],
  RECIPE_MISSING: ['This version was not made by an edit.', 'Choose a later version to run again.'],
  MASK_MISSING: ['This version was made without a selection.', 'Nothing needs to be done.'],
  MASK_SIZE_DIFFERS: [
    'The mask is not as large as the picture.',
    "Send a mask of the picture's size.",
  ],
  MASK_INVALID: ['The mask cannot be read.', 'Send it as an 8-bit gray PNG.'],
  MASK_EMPTY: ['Nothing is selected.', 'Click the thing you mean, or draw a box around it.'],
  EDIT_RUNNING: [
    'Another edit of this picture is still running.',
    'Wait until it is done, or stop it.',
  ],
  EDIT_NOT_FOUND: ['This edit is not here any more.', 'Reload the page.'],
  EDIT_FINISHED: ['This edit was over already.', 'Undo takes it back.'],
  EDIT_INTERRUPTED: ['The server was restarted during this edit.', 'Nothing is lost. Try again.'],
  EDIT_PLAN_INVALID: [
    'This plan cannot be carried out.',
    'Say it in another way, or in smaller steps.',
  ],
  EDIT_REFUSED: [
    'This edit cannot be carried out.',
    'Say it in another way, or select something else.',
  ],
  PREVIEW_NOT_FOUND: ['This preview is not here any more.', 'Nothing needs to be done.'],
  IDEMPOTENCY_KEY_REUSED: [
    'The same request was sent twice with different words.',
    'Send the message again.',
  ],
  IDEMPOTENCY_KEY_INVALID: ['The request was not understood.', 'Send the message again.'],
  LOOK_UNKNOWN: [
    'The models that are installed cannot do this.',
    'The details say what is possible now and how to install more.',
  ],
  TOOL_UNKNOWN: ['There is no tool for this.', 'Say it in another way.'],
  INPUT_INVALID: [
    'The image model refused the input.',
    'Say it in another way, or select something else.',
  ],
  MASK_NEEDED: ['This needs a selection.', 'Click the thing you mean, or draw a box around it.'],
  MASK_COVERS_ALL: [
    'Everything is selected.',
    'Leave something of the picture unselected, then try again.',
  ],
  PROMPT_NEEDED: ['It is not clear what should come of it.', 'Say what it should become.'],
  MODEL_UNAVAILABLE: [
    'The image models are not answering.',
    'Nothing is lost. Undo and download still work; try again in a moment.',
  ],
  INFERENCE_TIMEOUT: [
    'The image model took too long.',
    'Try again; a smaller selection is faster.',
  ],
  OVERLOADED: ['Too much is going on at the moment.', 'Try again in a few seconds.'],
  MODEL_FAILED: [
    'The image model failed.',
    'Your picture is unchanged. Try again or say it in another way.',
  ],
  RESULT_INVALID: [
    'The result was not sound, so it was thrown away.',
    'Your picture is unchanged. Try again or say it in another way.',
  ],
  STORAGE_FAILED: [
    'The change could not be stored.',
    "Make room on the server's disk and try again.",
  ],
  PICTURE_DAMAGED: ['A stored picture is missing or damaged.', 'Go back to an earlier version.'],
  INTERNAL_ERROR: [
    'Something went wrong in Chatbrush.',
    'Your picture is unchanged. Try again; the trace number helps to find the cause.',
  ],
};
