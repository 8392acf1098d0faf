import type { EndpointId } from '../../../core/model/ids.ts';
import type { ArrowSpec, BoxSpec, CardSpec } from '../element-spec.ts';

/** What tests draw: each part is as plain as can be, and says only what the test is about. */
export function testBox(id: string, rest: Partial<BoxSpec> = {}): BoxSpec {
  return {
    kind: 'box',
    id,
    what: 'namespace',
    title: id,
    labels: [],
    unprotected: false,
    note: '',
    target: { kind: 'nothing' },
    emphasis: 'normal',
    ...rest,
  };
}

/** A pod; its id is that of its endpoint, too. */
export function testCard(id: string, rest: Partial<CardSpec> = {}): CardSpec {
  return {
    kind: 'card',
    id,
    face: 'pod',
    title: id,
    subtitle: '',
    labels: [],
    tags: [],
    marks: [],
    failsafes: null,
    width: 100,
    height: 40,
    box: null,
    target: { kind: 'nothing' },
    // An id as the rows of a matrix have it.
    endpoint: id as EndpointId,
    stack: [],
    collapsed: null,
    emphasis: 'normal',
    spoken: `Pod ${id}`,
    ...rest,
  };
}

export function testArrow(from: string, to: string, rest: Partial<ArrowSpec> = {}): ArrowSpec {
  return {
    kind: 'arrow',
    id: `${from} → ${to}`,
    from,
    to,
    // Ids as the rows of a matrix have them.
    source: from as EndpointId,
    destination: to as EndpointId,
    verdict: 'allow',
    egress: 'allow',
    ingress: 'allow',
    door: false,
    caption: '',
    wish: null,
    ghost: false,
    title: `${from} → ${to}`,
    pairs: 1,
    paired: false,
    emphasis: 'normal',
    spoken: '',
    ...rest,
  };
}
