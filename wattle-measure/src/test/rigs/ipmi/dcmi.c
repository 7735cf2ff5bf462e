/* Teaches ipmi_sim the DCMI command Get Power Reading (DCMI 1.5, section 6.6.1). The option is a file that holds
 * the watts, and optionally the state byte (default 0x40, active); without the file the command is refused. */
#include <OpenIPMI/mcserv.h>
#include <OpenIPMI/serv.h>
#include <stdio.h>
#include <string.h>

static char path[512];

static void power(lmc_data_t *mc, msg_t *message, unsigned char *answer, unsigned int *length, void *data) {
    unsigned watts = 0, state = 0x40, period = 1000;
    FILE *file = fopen(path, "r");
    (void)mc;
    (void)data;
    if (!file || message->cmd != 2 || fscanf(file, "%u %x", &watts, &state) < 1) {
        if (file) fclose(file);
        answer[0] = 0xc1; /* invalid command */
        *length = 1;
        return;
    }
    fclose(file);
    memset(answer, 0, 19);
    answer[1] = 0xdc;
    for (int i = 2; i < 10; i += 2) {
        answer[i] = watts & 255;
        answer[i + 1] = watts >> 8 & 255;
    }
    answer[14] = period & 255;
    answer[15] = period >> 8;
    answer[18] = state;
    *length = 19;
}
int ipmi_sim_module_print_version(sys_data_t *system, char *options) { (void)system; (void)options; return 0; }
int ipmi_sim_module_init(sys_data_t *system, const char *options) {
    (void)system;
    snprintf(path, sizeof path, "%s", options ? options : "");
    ipmi_emu_register_group_extension_handler(0xdc, power, 0);
    return 0;
}
