import os from "node:os";
import path from "node:path";
import type {Schemas} from "../engine/ports.ts";
import {externalSchemas, withExternal} from "../files/externalSchemas.ts";
import {RemoteSchemas} from "../files/remoteSchemas.ts";
import type {InitializationOptions} from "../protocol.ts";
import type {Project} from "./project.ts";

/** The schemas for the documents of a project: the bundled ones, and those that documents name themselves. */
export class ProjectSchemas {
  private readonly byProject = new WeakMap<Project, Schemas>();
  private readonly remote: RemoteSchemas;

  /** `onReady`: a schema that was asked for before can be used now. */
  constructor(
    private readonly bundled: Schemas,
    private readonly options: InitializationOptions,
    private readonly onReady: (project?: Project) => void,
  ) {
    this.remote = new RemoteSchemas({cache: options.cacheFolder ?? defaultCache(), onChange: () => this.onReady()});
  }

  of(project: Project): Schemas {
    let schemas = this.byProject.get(project);
    if (!schemas) {
      const external = externalSchemas({
        root: project.root,
        remote: (url) => (this.mayDownload(project) ? this.remote.text(url) : undefined),
        onReady: () => this.onReady(project),
      });
      schemas = withExternal(this.bundled, external);
      this.byProject.set(project, schemas);
    }
    return schemas;
  }

  private mayDownload({settings}: Project): boolean {
    return settings.remoteSchemas && this.options.trusted !== false;
  }
}

function defaultCache(): string {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return path.join(base, "flux-workbench", "schemas");
}
