/* A library with the interface of NVIDIA's management library (nvml.h) and a GPU made of formulas.
 *
 * Every setting, the time included, is read again at each call from one file (-DSETTINGS="\"path\""), so a test
 * moves the clock and breaks the device while the library is loaded. Lines are `key=value`; `key.N` is of GPU N.
 *
 *   clock=s  gpus  arch (nvml.h: 5 Volta, 7 Ampere, 9 Hopper)  cc=80 (compute capability)
 *   low, high=W  wave=s (first half high)  period=s (refresh)  window=s (averaging)  loaded=s (counter's zero)
 *   factor (of the energy counter)  frozen=s (values stay as they were then)  mig=instances  module=1 (superchip)
 *   memory=1 (memory power)  init=code  lost_after=calls  fail.FUNCTION=code  util=%  used=B  pid  sm=%
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { int index; int instance; } Device;
typedef union { double d; int i; unsigned u; unsigned long ul; unsigned long long ull; long long ll; } Value;
typedef struct { unsigned id, scope; long long time, latency; int type, code; Value value; } Field;
typedef struct { unsigned long long time; Value value; } Sample;
typedef struct { unsigned pid; unsigned long long time; unsigned sm, memory, encoder, decoder; } Share;
typedef struct { unsigned long long total, free, used; } Memory;
typedef struct { unsigned gpu, memory; } Utilisation;
typedef struct { char legacy[16]; unsigned domain, bus, device, id, subsystem; char bus_id[32]; } Pci;
_Static_assert(sizeof(Field) == 40 && sizeof(Sample) == 16 && sizeof(Share) == 32, "layouts of nvml.h");

static Device physical[8], instances[8][7];
static int calls;

static int line(const char *key, char *into, int size) {
    char row[256];
    size_t n = strlen(key);
    int found = 0;
    FILE *file = fopen(SETTINGS, "r");
    if (!file) return 0;
    while (fgets(row, sizeof row, file))
        if (!strncmp(row, key, n) && row[n] == '=') {
            row[strcspn(row, "\n")] = 0;
            snprintf(into, size, "%s", row + n + 1);
            found = 1;
        }
    fclose(file);
    return found;
}
static double number(const char *key, double otherwise) {
    char text[200];
    return line(key, text, sizeof text) ? atof(text) : otherwise;
}
static double of(Device *d, const char *key, double otherwise) {
    char own[80];
    snprintf(own, sizeof own, "%s.%d", key, d->index);
    return number(own, number(key, otherwise));
}
static int fault(Device *d, const char *function) {
    char key[80];
    int after = (int)number("lost_after", -1);
    snprintf(key, sizeof key, "fail.%s", function);
    if (d && d->instance >= 0) return 3; /* power is of the whole card only */
    if (d && after >= 0 && ++calls > after) return 15;
    return d ? (int)of(d, key, 0) : (int)number(key, 0);
}
static double now(Device *d) {
    double t = number("clock", 0), stop = of(d, "frozen", -1), period = of(d, "period", 0.1);
    if (stop >= 0 && t > stop) t = stop;
    return floor(t / period + 1e-6) * period;
}
/* Joules since time 0 of a square wave, exactly. */
static double joules(Device *d, double t) {
    double wave = of(d, "wave", 1), low = of(d, "low", 60), high = of(d, "high", 300), half = wave / 2;
    double waves = floor(t / wave + 1e-9), rest = t - waves * wave;
    return waves * half * (low + high) + (rest < half ? rest * high : half * high + (rest - half) * low);
}
static unsigned milliwatts(Device *d, double t, double window) {
    return (unsigned)llround(1000 * (joules(d, t) - joules(d, t - window)) / window);
}

int nvmlInit_v2(void) {
    calls = 0;
    for (int i = 0; i < 8; i++) {
        physical[i] = (Device){i, -1};
        for (int j = 0; j < 7; j++) instances[i][j] = (Device){i, j};
    }
    return (int)number("init", 0);
}
int nvmlShutdown(void) { return 0; }
const char *nvmlErrorString(int code) {
    return code == 3 ? "Not Supported" : code == 15 ? "GPU is lost" : code == 999 ? "Unknown Error" : "Some error";
}
int nvmlSystemGetDriverVersion(char *text, unsigned size) { snprintf(text, size, "999.10"); return 0; }
int nvmlDeviceGetCount_v2(unsigned *count) { *count = (unsigned)number("gpus", 1); return fault(0, "count"); }
int nvmlDeviceGetHandleByIndex_v2(unsigned i, Device **d) {
    if (i >= (unsigned)number("gpus", 1)) return 2;
    *d = &physical[i];
    return fault(*d, "handle");
}
int nvmlDeviceGetHandleByUUID(const char *uuid, Device **d) {
    int gpu, part;
    if (sscanf(uuid, "MIG-%d-%d", &gpu, &part) != 2 || gpu < 0 || gpu > 7 || part < 0 || part > 6) return 6;
    *d = &instances[gpu][part];
    return 0;
}
int nvmlDeviceGetDeviceHandleFromMigDeviceHandle(Device *mig, Device **parent) {
    *parent = &physical[mig->index];
    return 0;
}
int nvmlDeviceGetName(Device *d, char *text, unsigned size) {
    char key[20];
    snprintf(key, sizeof key, "name.%d", d->index);
    if (!line(key, text, (int)size)) snprintf(text, size, "Fake GPU");
    return fault(d, "name");
}
int nvmlDeviceGetUUID(Device *d, char *text, unsigned size) {
    snprintf(text, size, "GPU-%08d-0000-0000-0000-000000000000", d->index);
    return fault(d, "uuid");
}
int nvmlDeviceGetPciInfo_v3(Device *d, Pci *pci) {
    memset(pci, 0, sizeof *pci);
    snprintf(pci->bus_id, sizeof pci->bus_id, "00000000:%02X:00.0", (int)of(d, "bus", 16 + d->index));
    return fault(d, "pci");
}
int nvmlDeviceGetArchitecture(Device *d, unsigned *arch) { *arch = (unsigned)of(d, "arch", 7); return 0; }
int nvmlDeviceGetCudaComputeCapability(Device *d, int *major, int *minor) {
    int capability = (int)of(d, "cc", 80);
    *major = capability / 10;
    *minor = capability % 10;
    return fault(d, "capability");
}
int nvmlDeviceGetEnforcedPowerLimit(Device *d, unsigned *mw) { *mw = 400000; return fault(d, "limit"); }
int nvmlDeviceGetTotalEnergyConsumption(Device *d, unsigned long long *mj) {
    *mj = (unsigned long long)llround(1000 * of(d, "factor", 1) * (joules(d, now(d)) - joules(d, of(d, "loaded", 0))));
    return fault(d, "energy");
}
int nvmlDeviceGetPowerUsage(Device *d, unsigned *mw) {
    *mw = of(d, "all_ones", 0) ? 0xffffffffu : milliwatts(d, now(d), of(d, "window", 0.025));
    return fault(d, "power");
}
int nvmlDeviceGetFieldValues(Device *d, int count, Field *f) {
    int code = fault(d, "fields");
    for (int i = 0; i < count && !code; i++) {
        int module = f[i].scope == 1, memory = f[i].scope == 2;
        f[i].time = llround(now(d) * 1e6);
        f[i].latency = 50;
        f[i].type = 1;
        f[i].code = fault(d, f[i].id == 185 ? "average" : "instant");
        if (f[i].code) continue;
        if ((f[i].id != 185 && f[i].id != 186) || (module && !of(d, "module", 0)) || (memory && !of(d, "memory", 0)))
            f[i].code = 3;
        else
            f[i].value.u = (memory ? 1 : 4) * milliwatts(d, now(d), f[i].id == 185 ? 1 : of(d, "window", 0.025)) / 4
                    + (module ? 100000 : 0);
    }
    return code;
}
int nvmlDeviceGetSamples(Device *d, int kind, unsigned long long last, int *type, unsigned *count, Sample *s) {
    int code = fault(d, "samples");
    unsigned kept = 0;
    double period = of(d, "period", 0.1), end = now(d);
    if (code) return code;
    if (kind != 0) return 3;
    *type = 1;
    if (!s) { *count = 120; return 0; }
    for (int back = 119; back >= 0 && kept < *count; back--) {
        double t = end - back * period;
        if (t < 1e-9 || llround(t * 1e6) <= (long long)last) continue;
        s[kept].time = (unsigned long long)llround(t * 1e6);
        s[kept++].value.u = milliwatts(d, t, of(d, "window", 0.025));
    }
    *count = kept;
    return kept ? 0 : 6;
}
int nvmlDeviceGetUtilizationRates(Device *d, Utilisation *u) {
    u->gpu = (unsigned)of(d, "util", 50);
    u->memory = 1;
    return fault(d, "utilisation");
}
int nvmlDeviceGetMemoryInfo(Device *d, Memory *m) {
    m->total = 80000000000ull;
    m->used = (unsigned long long)of(d, "used", 1e9);
    m->free = m->total - m->used;
    return fault(d, "memory");
}
int nvmlDeviceGetMigMode(Device *d, unsigned *current, unsigned *pending) {
    *current = *pending = of(d, "mig", 0) > 0;
    return fault(d, "migmode");
}
int nvmlDeviceGetMaxMigDeviceCount(Device *d, unsigned *count) { *count = 7; return 0; }
int nvmlDeviceGetMigDeviceHandleByIndex(Device *d, unsigned i, Device **mig) {
    if (i >= (unsigned)of(d, "mig", 0)) return 6;
    *mig = &instances[d->index][i];
    return 0;
}
int nvmlDeviceGetProcessUtilization(Device *d, Share *s, unsigned *count, unsigned long long last) {
    int code = fault(d, "processes");
    unsigned long long time = (unsigned long long)llround(now(d) * 1e6);
    if (code) return code;
    if (of(d, "pid", 0) <= 0 || time <= last) return 6;
    if (!s || *count < 2) { *count = 2; return 7; }
    for (int i = 0; i < 2; i++)
        s[i] = (Share){(unsigned)of(d, "pid", 0), time - 100000 * (1 - i), (unsigned)of(d, "sm", 40) + 20 * i, 5, 0, 0};
    *count = 2;
    return 0;
}
