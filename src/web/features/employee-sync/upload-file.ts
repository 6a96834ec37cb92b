import { newKey, withQuery } from '../../api/http';
import { ApiProblem, Unreachable } from '../../api/problem';
import { spacePath } from '../../api/session';
import type { RunDetail } from './read-sync';

/** Sends a file as it is, whatever its size, and says how much of it is away; fetch cannot tell that. */
export function uploadFile(
  slug: string,
  file: File,
  query: { mode: 'full' | 'changes'; intent: 'rehearse' | 'apply' },
  onShare: (share: number) => void,
): Promise<RunDetail> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const fileTime = new Date(file.lastModified).toISOString();
    call.open('POST', withQuery(spacePath(slug, '/sync-runs'), { ...query, fileName: file.name, fileTime }));
    call.setRequestHeader('content-type', 'text/csv');
    call.setRequestHeader('accept', 'application/json');
    call.setRequestHeader('idempotency-key', newKey());
    call.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 1 : loaded / total);
    call.onerror = () => reject(new Unreachable());
    call.onload = () => {
      const body = read(call.responseText);
      if (call.status < 300) resolve(body as RunDetail);
      else
        reject(
          new ApiProblem(
            call.status,
            typeof body.code === 'string' ? body.code : 'unknown',
            typeof body.detail === 'string' ? body.detail : `The server answered ${String(call.status)}.`,
            body,
          ),
        );
    };
    call.send(file);
  });
}

function read(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
