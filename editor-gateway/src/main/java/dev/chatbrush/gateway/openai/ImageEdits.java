package dev.chatbrush.gateway.openai;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.agent.EditOptions;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.reference.ReferenceService;
import dev.chatbrush.gateway.revision.DecodeGate;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.session.SessionService;
import dev.chatbrush.gateway.session.SessionView;
import dev.chatbrush.gateway.session.Uploads;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import dev.chatbrush.imaging.mask.MaskPng;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Makes a session of a form, ready to be edited: its picture, its mask, its other pictures. */
@ApplicationScoped
public class ImageEdits {
  /** Steps that diffusion tools make; partial pictures are spread over them. */
  private static final int USUAL_STEPS = 20;

  private final Uploads uploads;
  private final SessionService sessions;
  private final SelectionService selections;
  private final ReferenceService references;
  private final SessionAccess access;
  private final DecodeGate gate;
  private final OfferedModels models;

  public ImageEdits(
      Uploads uploads,
      SessionService sessions,
      SelectionService selections,
      ReferenceService references,
      SessionAccess access,
      DecodeGate gate,
      OfferedModels models) {
    this.uploads = uploads;
    this.sessions = sessions;
    this.selections = selections;
    this.references = references;
    this.access = access;
    this.gate = gate;
    this.models = models;
  }

  /** A session, and what shall be done in it. */
  record Begun(SessionId session, EditRequest request) {}

  /** Fails as uploads do, and with MASK_INVALID, MASK_SIZE_DIFFERS, MASK_EMPTY, TOOL_UNKNOWN. */
  Begun begin(EditForm form) {
    Optional<String> tool = models.tool(form.model);
    List<FileUpload> pictures = form.pictures();
    if (pictures.isEmpty()) {
      throw new EditorException(
          ProblemCode.IMAGE_MISSING,
          "Send the picture as the form field 'image'.",
          Map.of("param", "image"));
    }
    SessionView session =
        uploads.take(pictures.get(0), upload -> sessions.create(upload.name(), upload.content()));
    SessionId id = access.edit(session.id());
    if (form.mask != null) {
      selections.upload(id, mask(form.mask, session.revision()), WriteConditions.NONE);
    }
    List<String> others = pictures.stream().skip(1).map(picture -> reference(id, picture)).toList();
    return new Begun(id, request(form, tool, others));
  }

  private byte[] mask(FileUpload file, RevisionView picture) {
    return uploads.take(
        file, upload -> gate.decoding(upload.content(), () -> selected(upload.content(), picture)));
  }

  private static byte[] selected(byte[] mask, RevisionView picture) {
    return MaskPng.encode(TransparentMask.read(mask, picture.width(), picture.height()));
  }

  private String reference(SessionId session, FileUpload picture) {
    return uploads.take(
        picture,
        upload -> references.add(Write.unconditional(session), upload.content()).reference());
  }

  private static EditRequest request(EditForm form, Optional<String> tool, List<String> others) {
    int partial = form.partialImages == null ? 0 : form.partialImages;
    Integer previewEvery = form.stream && partial > 0 ? USUAL_STEPS / (partial + 1) : null;
    EditOptions options = new EditOptions(form.seed, previewEvery, form.n, Map.of());
    Plan plan = tool.map(name -> plan(name, form)).orElse(null);
    return new EditRequest(form.prompt, plan, options, null, others);
  }

  /** What a person means who names the tool. */
  private static Plan plan(String tool, EditForm form) {
    Plan.Step step =
        new Plan.Step(tool, form.prompt, form.prompt, form.mask != null, null, null, form.n, null);
    return new Plan("rules", "en", List.of(step), null, null, null, null, null, List.of());
  }
}
