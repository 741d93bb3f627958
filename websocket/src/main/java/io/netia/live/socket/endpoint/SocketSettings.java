package io.netia.live.socket.endpoint;

import io.netia.configuration.KnownSettings;
import io.netia.configuration.Setting;
import io.netia.configuration.SettingSource;
import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.dispatch.AddressShare;
import io.netia.live.socket.dispatch.SocketLimits;
import io.netia.live.socket.dispatch.WaitingEvents;
import java.time.Duration;
import java.util.concurrent.Executor;

/** What sockets may do, as this installation has set it. */
final class SocketSettings {

  private static final double SECONDS_PER_MINUTE = 60;

  private SocketSettings() {}

  /**
   * @param late works off events that had to wait
   */
  static Admission.Limits admission(SettingSource source, Executor late) {
    return new Admission.Limits(
        KnownSettings.SOCKETS.read(source),
        KnownSettings.SOCKETS_PER_ADDRESS.read(source),
        new AddressShare.Rates(
            rate(KnownSettings.LIMIT_HANDSHAKE, Budget.Sockets.HANDSHAKE_BURST, source),
            rate(KnownSettings.LIMIT_JOIN, Budget.Sockets.JOIN_BURST, source),
            rate(KnownSettings.LIMIT_EVENT, Budget.Sockets.EVENT_BURST, source),
            rate(KnownSettings.LIMIT_MESSAGE, Budget.Sockets.MESSAGE_BURST, source)),
        new AddressShare.Work(
            LimitSetting.EVENTS_PER_ADDRESS.value(source),
            new WaitingEvents(
                Runtime.getRuntime().maxMemory() / Budget.Sockets.WAITING_EVENT_HEAP_PART, late)));
  }

  /** A burst is at most what a minute allows. */
  private static AddressShare.Rate rate(
      Setting<Integer> perMinute, int burst, SettingSource source) {
    int most = perMinute.read(source);
    return new AddressShare.Rate(most / SECONDS_PER_MINUTE, Math.min(burst, most));
  }

  /**
   * @param idle silence after which a socket is closed
   */
  static SocketLimits ofOne(Duration idle, SettingSource source) {
    return new SocketLimits(
        Budget.Sockets.CHANNELS,
        KnownSettings.SOCKET_EVENTS_PER_SECOND.read(source),
        KnownSettings.SOCKET_EVENT_BURST.read(source),
        Budget.Sockets.UNJOINED,
        idle,
        Budget.Sockets.REFUSAL_REMEMBERED);
  }
}
