package wattle.formula;

/// Every equation Wattle computes with. `docs/method` has a section per label with derivation, source,
/// validity and
/// test; a test keeps the two lists equal.
public enum Equation {
    LP_1("LP-1", "Energy per bit of a path: the sum of its segments"),
    LP_2("LP-2", "Marginal energy per bit: the slope of the power model"),
    CR_1("CR-1", "Achieved rate: a share of the peak rate"),
    CR_2("CR-2", "Time of one pass from model FLOPs and achieved rate"),
    CR_3("CR-3", "Time of one pass stated directly: batches times time per batch"),
    CL_1("CL-1", "Centralised training energy"),
    CL_2("CL-2", "Upload of raw data"),
    LO_1("LO-1", "Local training energy"),
    FA_1("FA-1", "Federated training energy of the devices"),
    FA_2("FA-2", "Model uploads"),
    FA_3("FA-3", "Model downloads"),
    FA_4("FA-4", "Aggregation on the parameter server"),
    FA_5("FA-5", "Devices awake but not training"),
    FA_6("FA-6", "Devices in deep sleep"),
    FA_7("FA-7", "Participants waiting inside a round"),
    HI_1("HI-1", "Model exchange between aggregators and server"),
    DE_1("DE-1", "Model exchange between neighbours"),
    DE_2("DE-2", "A side link relayed by the infrastructure"),
    RO_1("RO-1", "Rounds of one paradigm from the rounds of another"),
    RO_2("RO-2", "Rounds by a log-linear fit of convergence rows"),
    CO_1("CO-1", "Retrainings within the horizon"),
    CO_2("CO-2", "Rounds of all trainings, relative to the first"),
    CO_3("CO-3", "Work of all trainings, relative to the first"),
    CO_4("CO-4", "Items gathered by one device"),
    LC_1("LC-1", "Gathering data"),
    LC_2("LC-2", "Storing data"),
    LC_3("LC-3", "Preparing data"),
    LC_4("LC-4", "Evaluating on held-out items"),
    LC_5("LC-5", "Pushing the model to the devices"),
    LC_6("LC-6", "Computing the answers to requests"),
    LC_7("LC-7", "Sending requests and answers"),
    LC_8("LC-8", "Monitoring traffic"),
    ID_1("ID-1", "Idle energy charged by utilisation"),
    ID_2("ID-2", "Idle energy of a dedicated machine"),
    FP_1("FP-1", "Facility overhead of IT energy"),
    FP_2("FP-2", "Total energy of a paradigm"),
    CA_1("CA-1", "Operational carbon, location-based"),
    CA_2("CA-2", "Embodied carbon, the task's share"),
    TI_1("TI-1", "Time to target, centralised"),
    TI_2("TI-2", "Time of a federated round"),
    TI_3("TI-3", "Time to target, in rounds"),
    LA_1("LA-1", "Latency of one request on the device"),
    LA_2("LA-2", "Latency of one request to a server"),
    SG_1("SG-1", "A signal from a yearly mean and the shape of a year"),
    SG_2("SG-2", "Integral of a signal"),
    DM_1("DM-1", "Data moved"),
    EF_1("EF-1", "Useful model FLOPs"),
    EF_2("EF-2", "Power efficiency"),
    EF_3("EF-3", "Computation efficiency"),
    NC_1("NC-1", "Necessary condition on downlink and uplink efficiency"),
    NC_2("NC-2", "Necessary condition on sidelink and uplink efficiency"),
    NC_3("NC-3", "Necessary condition on model size and data size"),
    NC_4("NC-4", "Necessary condition on carbon intensity"),
    EV_1("EV-1", "Energy of a simulation: power in each state times the time in it"),
    EV_2("EV-2", "Max-min fair rates of flows over shared links"),
    EV_3("EV-3", "Progress of a round in which updates are missing"),
    EV_4("EV-4", "Weight of a stale update"),
    EV_5("EV-5", "Ring all-reduce between machines"),
    EV_6("EV-6", "Size of a compressed update"),
    EV_7("EV-7", "Time of a simulation: the last event"),
    EV_8("EV-8", "Carbon at the moment energy is spent"),
    EV_9("EV-9", "Cost of electricity at the moment it is spent"),
    EV_10("EV-10", "Renewable surplus that training could use"),
    ST_1("ST-1", "Draws from a range"),
    ST_2("ST-2", "Change between two paradigms from paired draws"),
    ST_3("ST-3", "Break-even");

    private final String label;
    private final String title;

    Equation(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /// As it stands in docs, comments and answers: `FA-2`.
    public String label() {
        return label;
    }

    /// What it computes.
    public String title() {
        return title;
    }
}
