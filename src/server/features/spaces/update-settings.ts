import { command } from '../../platform/command/index.ts';
import { queueLowSeatsWatch } from '../charging/index.ts';
import { SpaceSettings } from './schemas.ts';
import { readSettings, writeSettings } from './space-queries.ts';

/** Changes what is given and leaves the rest. */
export const updateSettings = command({
  name: 'update_settings',
  permission: 'manage_space',
  input: SpaceSettings.partial(),
  async run(ctx, input) {
    const before = await readSettings(ctx);
    const after = { ...before, ...input };
    const fields = (Object.keys(after) as (keyof SpaceSettings)[]).filter(
      (key) => after[key] !== before[key],
    );
    if (fields.length === 0) return { result: before, audit: [] };
    await writeSettings(ctx, after);
    if (fields.includes('timeZone')) await ctx.emit({ type: 'time_zone_changed' });
    if (fields.includes('lowSeatsThreshold')) await queueLowSeatsWatch(ctx);
    return {
      result: after,
      audit: [
        { action: 'space.settings_changed', subject: 'space', subjectId: ctx.spaceId, detail: { fields } },
      ],
    };
  },
});
