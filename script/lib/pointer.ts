// A pointer that can be seen: the browser's own is not in its pictures.
import type { Locator, Page } from '@playwright/test';

/** Shows a dot where the pointer is, on every page that is opened. */
export async function showPointer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const dot = document.createElement('div');
    Object.assign(dot.style, {
      position: 'fixed',
      zIndex: '100000',
      width: '18px',
      height: '18px',
      margin: '-9px 0 0 -9px',
      borderRadius: '50%',
      background: 'rgb(63 79 196 / 45%)',
      border: '2px solid white',
      pointerEvents: 'none',
      transition: 'scale 120ms',
      left: '-50px',
      top: '-50px',
    });
    const place = ({ clientX, clientY }: MouseEvent) => {
      if (!dot.isConnected) document.body.append(dot);
      dot.style.left = `${clientX}px`;
      dot.style.top = `${clientY}px`;
    };
    window.addEventListener('mousemove', place, true);
    window.addEventListener('mousedown', () => (dot.style.scale = '0.7'), true);
    window.addEventListener('mouseup', () => (dot.style.scale = '1'), true);
  });
}

/** Goes to something as a hand does, and presses it. */
export async function press(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('what is to be pressed is not on the page');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 25 });
  await page.waitForTimeout(350);
  await page.mouse.down();
  await page.waitForTimeout(120);
  await page.mouse.up();
}
