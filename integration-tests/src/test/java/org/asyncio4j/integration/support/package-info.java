/**
 * What the black-box tests share: the artefacts under test, processes, and a loop on a virtual
 * clock.
 */
@NullMarked
package org.asyncio4j.integration.support;

import org.jspecify.annotations.NullMarked;
