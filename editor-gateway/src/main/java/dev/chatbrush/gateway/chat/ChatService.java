package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.edit.EditJobs;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.edit.EditRunner;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.Writes;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes messages, each once, and gives them to the workers. */
@ApplicationScoped
public class ChatService {
  private final Writes writes;
  private final EditRecorder recorder;
  private final EditRunner runner;
  private final EditJobs jobs;
  private final KnownEdits known;
  private final EventHub hub;
  private final RandomIds ids;

  public ChatService(
      Writes writes,
      EditRecorder recorder,
      EditRunner runner,
      EditJobs jobs,
      KnownEdits known,
      EventHub hub,
      RandomIds ids) {
    this.writes = writes;
    this.recorder = recorder;
    this.runner = runner;
    this.jobs = jobs;
    this.known = known;
    this.hub = hub;
    this.ids = ids;
  }

  /** Starts to carry out {@code request}, or finds the edit that the same key started before. */
  EditHandle start(Write write, EditRequest request) {
    Start start = new Start(write, request);
    try {
      BegunEdit begun = writes.once(write, BegunEdit.class, () -> start::begin);
      return start.began(begun)
          ? known.handle(write.session(), start.job)
          : known.handle(write.session(), begun.editId());
    } finally {
      start.leaveUnlessStarted();
    }
  }

  /** One message on its way to the workers. */
  private final class Start {
    private final Write write;
    private final EditRequest request;
    private final EditJob job;

    /** The edit belongs to the request, not to the storing of its rows. */
    private final Context trace = Context.current();

    private boolean hasPlace;

    Start(Write write, EditRequest request) {
      this.write = write;
      this.request = request;
      this.job = new EditJob(ids.next(), write.session(), request, hub.pages(write.session()));
    }

    BegunEdit begin(Transaction transaction) {
      jobs.enter(job);
      hasPlace = true;
      EditRecorder.Asked asked =
          new EditRecorder.Asked(request.text(), request.references(), request);
      MessageView message = recorder.begin(transaction, write, job.id(), asked);
      job.tell(transaction, new EditEvents(job.id()).accepted(message));
      transaction.afterCommit(trace.wrap(this::start));
      return new BegunEdit(job.id());
    }

    private void start() {
      hasPlace = false;
      jobs.start(job, () -> runner.run(job));
    }

    boolean began(BegunEdit begun) {
      return begun.editId().equals(job.id());
    }

    void leaveUnlessStarted() {
      if (hasPlace) {
        jobs.leave(job.id());
      }
    }
  }
}
