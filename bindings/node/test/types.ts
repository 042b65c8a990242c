// Compiled by tsc --strict, never run: what a program in TypeScript may and may not write.

import { Endpoint, EndpointState, ErrorCode, FileTransferState, PchatError, Platform, Session, setLogHandler, version } from 'pchat';
import type { ChatMessage, ChatRoomSnapshot, EndpointSettings, SessionStateChanged, Timestamp } from 'pchat';
import { LocalServer } from 'pchat/testing';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

async function program(): Promise<void> {
  using server = LocalServer.start({ domain: 'example.com', tcp: false });
  server.addUser({ address: 'ann@example.com', password: 'secret' });
  const uri: string = server.addRoom({ name: 'Lobby', privacy: 'Closed', members: ['ann@example.com'] as const });
  const port: number = server.sipTlsPort;
  const settings: EndpointSettings = { userUri: 'ann@example.com', port, caFile: server.caFile, login: null };

  await using endpoint = new Endpoint(settings);
  await endpoint.establish({ signal: AbortSignal.timeout(1000) });
  const state: EndpointState = endpoint.state;
  if (state === EndpointState.Established || state === 'Terminated') same<typeof state, 'Established' | 'Terminated'>(true);

  endpoint.on('stateChanged', ({ state, reason }) => {
    same<typeof state, EndpointState>(true);
    same<typeof reason, PchatError | null>(true);
  });
  const rooms: ChatRoomSnapshot[] = await endpoint.services.browseByCriteria({ criteria: 'lobby', maxResults: 3 });
  const count: number | null | undefined = rooms[0]?.participantCount;

  await using room = await endpoint.join(uri);
  room.once('stateChanged', (event) => same<typeof event, SessionStateChanged>(true));
  room.on('messageReceived', (message) => same<typeof message, ChatMessage>(true));
  for await (const message of room) {
    same<typeof message, ChatMessage>(true);
    same<typeof message.timestamp, Timestamp>(true);
    const plain: Date = message.timestamp;
    await room.queryHistory({ since: message.timestamp, until: plain });
    same<typeof message.messageId, number | null>(true);
    await room.send({ text: message.content, isAlert: true });
    break;
  }
  for await (const { content } of room.messages({ limit: 10, overflow: 'dropOldest', signal: AbortSignal.timeout(1000) })) console.log(content, count);
  same<typeof room.droppedMessages, number>(true);
  const history: ChatMessage[] = await room.recentHistory(10);
  console.log(history.length, room.properties?.name, endpoint.sessionByName('Lobby')?.participants.length);

  const { fileUri } = await room.uploadFrom(Buffer.from('abc'), { fileName: 'a.txt', onProgress: ({ percent }) => same<typeof percent, number>(true) });
  await using down = room.downloadStream({ fileUri, maxBytes: 10n });
  for await (const chunk of down) same<typeof chunk, Buffer>(true);
  for await (const { state } of down.progressChanges()) same<typeof state, FileTransferState>(true);
  const content: Buffer = await room.downloadBytes({ fileUri }).content();
  await room.downloadTo(fileUri, process.stdout, { maxBytes: content.length, signal: AbortSignal.timeout(1000) });
  room.uploadStream('b.txt', 3).writable().end(new Uint8Array(3));
  // @ts-expect-error: a text is no bytes.
  room.uploadBytes('c.txt', 'text');

  try {
    await new Session(endpoint).joinByName('Nowhere');
  } catch (error) {
    if (error instanceof PchatError && error.code === ErrorCode.NoSuchNode) {
      same<typeof error.sipStatus, number | null>(true);
      console.log(error.number, error.retryAfterSeconds);
    }
  }

  // @ts-expect-error: it is spelt `server`.
  new Endpoint({ userUri: 'ann@example.com', sever: 'localhost' });
  // @ts-expect-error: there is no such transport.
  new Endpoint({ userUri: 'ann@example.com', transport: 'Udp' });
  // @ts-expect-error: the library makes them.
  new Platform();
  // @ts-expect-error: there is no such event.
  room.on('messageRecieved', () => {});
  // @ts-expect-error: it is a promise.
  const joined: Session = endpoint.join('Lobby');
  // @ts-expect-error: read-only.
  endpoint.state = 'Idle';
  // @ts-expect-error: no such value.
  if (state === 'Gone') console.log(joined);

  const own = Platform.start({ workerThreads: 1 });
  new Endpoint(settings, own).unref().ref();
  const shared: Platform = Platform.shared();
  await using bob = await server.connect('bob', { eventCapacity: 8 }, { signal: AbortSignal.timeout(1000) });
  same<typeof bob, Endpoint>(true);
  same<ReturnType<typeof server.settings>, EndpointSettings>(true);

  setLogHandler(({ level, target, message, time }) => {
    same<typeof level, 'error' | 'warn' | 'info' | 'debug' | 'trace'>(true);
    console.log(time.toISOString(), level, target, message);
  }, { level: 'debug' });
  setLogHandler(null);
  // @ts-expect-error: there is no such level.
  setLogHandler(() => {}, { level: 'loud' });

  await own.shutDown();
  console.log(shared, version);
}

void program;
