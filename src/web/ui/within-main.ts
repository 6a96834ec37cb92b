import { createContext } from 'react';

/** True within the <main> of a layout: what stands alone elsewhere is a part of it there. */
export const WithinMain = createContext(false);
