package dev.chatbrush.gateway.status;

import dev.chatbrush.gateway.owner.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where operators look: the web page's own part for them. */
@Path("/status")
public class StatusPageResource {
  @GET
  @Open
  @Operation(hidden = true)
  public Response page() {
    return Response.seeOther(URI.create("/#/status")).build();
  }
}
