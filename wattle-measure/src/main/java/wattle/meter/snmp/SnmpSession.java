package wattle.meter.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import wattle.meter.Unanswered;
import wattle.trace.GapReason;

/// Asks one agent. One second for an answer, and one retry.
final class SnmpSession implements AutoCloseable {

    private static final long TIMEOUT_MILLIS = 1000;
    private static final int RETRIES = 1;

    /// A walk that is longer is not one of power sensors.
    private static final int LONGEST_WALK = 1000;

    private final Snmp snmp;
    private final Target<UdpAddress> target;

    /// The last report that came instead of an answer.
    private volatile @Nullable OID report;

    /// @throws IOException when the name is not known or no socket can be had
    SnmpSession(SnmpTarget to) throws IOException {
        UdpAddress address;
        try {
            address = new UdpAddress(InetAddress.getByName(to.host()), to.port());
        } catch (UnknownHostException e) {
            throw new IOException("there is no host named " + to.host(), e);
        }
        // Its own models and protocols: those that the library shares are changed by every user of it.
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
        byte[] engine = MPv3.createLocalEngineID();
        USM usm = new USM(protocols, new OctetString(engine), 0);
        to.user().ifPresent(user -> usm.addUser(user(user)));
        SecurityModels models = new SecurityModels();
        models.addSecurityModel(usm);
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(engine, null, protocols, models, CounterSupport.getInstance()));
        snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
        target = target(to, address);
        // The library drops a report that is not signed, as one about a wrong passphrase cannot be, and
        // goes on waiting. As the reason why no answer came it is worth more than nothing.
        Snmp.ReportHandler handler = snmp.getReportHandler();
        snmp.setReportHandler(new Snmp.ReportHandler() {
            @Override
            public <A extends Address> void processReport(PduHandle handle, CommandResponderEvent<A> event) {
                PDU pdu = event.getPDU();
                OID said = pdu == null || pdu.size() == 0 ? null : pdu.get(0).getOid();
                // These two belong to how both sides meet, and are answered by the library.
                if (!SnmpConstants.usmStatsUnknownEngineIDs.equals(said)
                        && !SnmpConstants.usmStatsNotInTimeWindows.equals(said)) {
                    report = said;
                }
                handler.processReport(handle, event);
            }
        });
        snmp.listen();
    }

    private static UsmUser user(SnmpTarget.User user) {
        return new UsmUser(
                new OctetString(user.name()),
                user.auth().map(SnmpTarget.Secret::protocol).orElse(null),
                user.auth().map(secret -> new OctetString(secret.passphrase())).orElse(null),
                user.priv().map(SnmpTarget.Secret::protocol).orElse(null),
                user.priv().map(secret -> new OctetString(secret.passphrase())).orElse(null));
    }

    private static Target<UdpAddress> target(SnmpTarget to, UdpAddress address) {
        Target<UdpAddress> target;
        if (to.version() == SnmpConstants.version3) {
            SnmpTarget.User user = to.user().orElseThrow();
            UserTarget<UdpAddress> secure = new UserTarget<>();
            secure.setSecurityName(new OctetString(user.name()));
            secure.setSecurityModel(SecurityModel.SECURITY_MODEL_USM);
            secure.setSecurityLevel(
                    user.priv().isPresent()
                            ? SecurityLevel.AUTH_PRIV
                            : user.auth().isPresent() ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.NOAUTH_NOPRIV);
            target = secure;
        } else {
            target = new CommunityTarget<>(address, new OctetString(to.community()));
        }
        target.setAddress(address);
        target.setVersion(to.version());
        target.setTimeout(TIMEOUT_MILLIS);
        target.setRetries(RETRIES);
        return target;
    }

    /// The values of all these objects, asked for in one message; what the agent does not have is absent.
    ///
    /// Version 1 refuses a whole message for one unknown object (RFC 1157, section 4.1.2): it is then
    /// asked again without it.
    ///
    /// @throws Unanswered when there was no answer in time, or a refusal
    Map<OID, Variable> get(List<OID> objects) throws IOException {
        List<OID> asked = new ArrayList<>(objects);
        while (!asked.isEmpty()) {
            PDU answer = send(PDU.GET, asked);
            int faulty = answer.getErrorIndex() - 1;
            if (answer.getErrorStatus() == PDU.noSuchName && faulty >= 0 && faulty < asked.size()) {
                asked.remove(faulty);
                continue;
            }
            if (answer.getErrorStatus() != PDU.noError) {
                throw new Unanswered(GapReason.READ_FAILED, "the agent says: " + answer.getErrorStatusText());
            }
            Map<OID, Variable> values = new HashMap<>();
            for (VariableBinding binding : answer.getVariableBindings()) {
                if (!binding.isException() && !(binding.getVariable() instanceof Null)) {
                    values.put(binding.getOid(), binding.getVariable());
                }
            }
            return values;
        }
        return Map.of();
    }

    /// One value.
    Optional<Variable> get(OID object) throws IOException {
        return Optional.ofNullable(get(List.of(object)).get(object));
    }

    /// All objects below this one, in their order.
    Map<OID, Variable> walk(OID root) throws IOException {
        Map<OID, Variable> values = new LinkedHashMap<>();
        OID last = root;
        while (values.size() < LONGEST_WALK) {
            PDU answer = send(PDU.GETNEXT, List.of(last));
            VariableBinding next = answer.size() == 0 ? null : answer.get(0);
            if (answer.getErrorStatus() != PDU.noError
                    || next == null
                    || next.isException()
                    || !next.getOid().startsWith(root)
                    || next.getOid().compareTo(last) <= 0) {
                return values;
            }
            last = next.getOid();
            values.put(last, next.getVariable());
        }
        return values;
    }

    private PDU send(int type, List<OID> objects) throws IOException {
        report = null;
        PDU pdu = target.getVersion() == SnmpConstants.version3 ? new ScopedPDU() : new PDU();
        pdu.setType(type);
        objects.forEach(object -> pdu.add(new VariableBinding(object)));
        ResponseEvent<UdpAddress> event = snmp.send(pdu, target);
        @Nullable PDU answer = event == null ? null : event.getResponse();
        if (answer == null) {
            throw silence(event == null ? null : event.getError());
        }
        if (answer.getType() == PDU.REPORT) {
            throw new Unanswered(
                    GapReason.DENIED,
                    answer.size() == 0
                            ? "the agent refuses"
                            : refusal(answer.get(0).getOid()));
        }
        return answer;
    }

    private Unanswered silence(@Nullable Exception error) {
        @Nullable OID said = report;
        if (said != null) {
            return new Unanswered(GapReason.DENIED, refusal(said));
        }
        if (error != null) {
            return new Unanswered(GapReason.READ_FAILED, String.valueOf(error.getMessage()));
        }
        String why = target.getSecurityLevel() == SecurityLevel.AUTH_PRIV
                ? "; agents do not answer a wrong privacy passphrase either"
                : "";
        return new Unanswered(
                GapReason.TIMED_OUT,
                "no answer within %d s, asked %d times%s".formatted(TIMEOUT_MILLIS / 1000, 1 + RETRIES, why));
    }

    /// What the reports of RFC 3414, section 5, mean.
    private static String refusal(OID report) {
        if (report.equals(SnmpConstants.usmStatsWrongDigests)) {
            return "the authentication passphrase or its protocol is wrong";
        }
        if (report.equals(SnmpConstants.usmStatsDecryptionErrors)) {
            return "the privacy passphrase or its protocol is wrong";
        }
        if (report.equals(SnmpConstants.usmStatsUnknownUserNames)) {
            return "the agent does not know this user";
        }
        if (report.equals(SnmpConstants.usmStatsUnsupportedSecLevels)) {
            return "the agent does not allow this user with this authentication and encryption";
        }
        return "the agent refuses: report " + report.toDottedString();
    }

    @Override
    public void close() {
        try {
            snmp.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a UDP socket cannot be closed", e);
        }
    }
}
