const pod = (name: string, address: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: a, labels: {app: ${name}}}
status: {podIP: ${address}}
`;

const open = [
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n',
  pod('web', '10.65.0.1'),
  pod('job', '10.65.0.2'),
  pod('db', '10.65.0.3'),
].join('---\n');

/** What the task asks for. */
export const solution = `---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: db}
spec:
  selector: app == 'db'
  types: [Ingress]
  ingress:
    - {action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432]}}
`;

const block = (text: string): string => text.replace(/^/gm, '        ').trimEnd();

/** A design of three pods that is a lesson of three steps: words; a task; a question with an engine note. */
export const smallLesson = `${open}---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  scenes:
    - id: open
      title: Nothing is closed
      content: |
${block(open)}
    - id: shut
      title: The database is closed
      content: |
${block(`${open}${solution}`)}
  lesson:
    id: small
    title: Close a database
    summary: Three pods and **one** policy.
    minutes: 5
    steps:
      - id: hello
        title: Three pods
        text: |
          All of them reach each other:

          | from | to |
          |------|----|
          | \`web\` | \`db\` |
        scene: open
      - id: shut
        title: Close it
        text: The database is for the web only.
        scene: open
        task:
          wish: Let \`web\` in at TCP 5432 and nobody else.
          goals:
            - {from: a/web, to: a/db, protocol: TCP, port: 5432, expect: allow}
            - {from: a/job, to: a/db, protocol: TCP, port: 5432, expect: deny}
          hints: [A policy that selects the database closes it., Then allow TCP 5432 from the web.]
          solution: shut
      - id: ask
        title: What was it?
        text: ''
        scene: shut
        quiz:
          question: Why is the job denied?
          options: [Its namespace is closed, No rule of the policy matches it, Its label is wrong]
          answer: 1
          explanation: The end of the tier denies what no rule matched.
        engineNotes:
          - claim: Pods of one namespace always reach each other.
            truth: Only as long as no policy selects them.
            rules: [R4.2]
            proof: {from: a/job, to: a/db, protocol: TCP, port: 5432, expect: deny}
`;
