// delay-line MICROSECONDS NAMESPACE_A TAP_A NAMESPACE_B TAP_B
//
// A wire that takes time: what leaves one tap enters the other so many microseconds later, in both directions, in order,
// nothing lost. It is here because the kernel's own delay, netem, is not in every kernel, and tun is.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { FRAMES = 16384, LONGEST = 2048 };
static const long NS = 1000000000L;

struct frame {
  struct timespec due;
  int length;
  unsigned char bytes[LONGEST];
};

struct line {
  int from, to;
  long delay_ns;
  pthread_mutex_t lock;
  pthread_cond_t more;
  uint64_t in, out;
  struct frame *ring;
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int tap(const char *space, const char *name) {
  char path[256];
  snprintf(path, sizeof path, "/var/run/netns/%s", space);
  int ns = open(path, O_RDONLY);
  if (ns < 0 || setns(ns, CLONE_NEWNET) < 0) fail(path);
  close(ns);
  int fd = open("/dev/net/tun", O_RDWR);
  if (fd < 0) fail("/dev/net/tun");
  struct ifreq wanted;
  memset(&wanted, 0, sizeof wanted);
  wanted.ifr_flags = IFF_TAP | IFF_NO_PI;
  strncpy(wanted.ifr_name, name, IFNAMSIZ - 1);
  if (ioctl(fd, TUNSETIFF, &wanted) < 0) fail(name);
  return fd;
}

static void *enter(void *argument) {
  struct line *l = argument;
  for (;;) {
    struct frame *f = &l->ring[l->in % FRAMES];
    f->length = (int)read(l->from, f->bytes, LONGEST);
    if (f->length < 0) fail("read");
    clock_gettime(CLOCK_MONOTONIC, &f->due);
    f->due.tv_nsec += l->delay_ns;
    while (f->due.tv_nsec >= NS) {
      f->due.tv_nsec -= NS;
      f->due.tv_sec++;
    }
    pthread_mutex_lock(&l->lock);
    if (l->in - l->out >= FRAMES - 1) {
      fprintf(stderr, "delay-line: more than %d frames under way\n", FRAMES);
      exit(1);
    }
    l->in++;
    pthread_cond_signal(&l->more);
    pthread_mutex_unlock(&l->lock);
  }
}

static void *leave(void *argument) {
  struct line *l = argument;
  for (;;) {
    pthread_mutex_lock(&l->lock);
    while (l->in == l->out) pthread_cond_wait(&l->more, &l->lock);
    pthread_mutex_unlock(&l->lock);
    struct frame *f = &l->ring[l->out % FRAMES];
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &f->due, NULL);
    // EIO: the other end is not up yet, as with a cable that nobody has plugged in.
    if (write(l->to, f->bytes, (size_t)f->length) < 0 && errno != EIO) fail("write");
    pthread_mutex_lock(&l->lock);
    l->out++;
    pthread_mutex_unlock(&l->lock);
  }
  return NULL;
}

int main(int count, char **words) {
  if (count != 6) {
    fprintf(stderr, "delay-line MICROSECONDS NAMESPACE_A TAP_A NAMESPACE_B TAP_B\n");
    return 2;
  }
  prctl(PR_SET_TIMERSLACK, 1000L);
  int a = tap(words[2], words[3]), b = tap(words[4], words[5]);
  static struct line lines[2];
  pthread_t threads[4];
  for (int k = 0; k < 2; k++) {
    lines[k] = (struct line){.from = k ? b : a, .to = k ? a : b, .delay_ns = atol(words[1]) * 1000};
    lines[k].ring = calloc(FRAMES, sizeof(struct frame));
    pthread_mutex_init(&lines[k].lock, NULL);
    pthread_cond_init(&lines[k].more, NULL);
    pthread_create(&threads[2 * k], NULL, enter, &lines[k]);
    pthread_create(&threads[2 * k + 1], NULL, leave, &lines[k]);
  }
  pthread_join(threads[0], NULL);
  return 0;
}
