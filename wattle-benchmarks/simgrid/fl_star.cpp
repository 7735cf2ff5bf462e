// Minimal synchronous-FedAvg "star" on SimGrid S4U: the work that Wattle's engine is timed beside. Only linked with SimGrid
// (LGPL-2.1), which is installed where it is run, and shares no line with it.
// usage: fl_star N ROUNDS net(shared|fat) het(0|1) energy(0|1) [fleet=FILE] [rounds=FILE] [simgrid --cfg options]
//  net=shared : all flows cross one server link (10 Gbps) -> max-min sharing really exercised
//  net=fat    : server link is FATPIPE (no contention), each client has its own access link
//  het=1      : client speed and access bandwidth are log-normal (sigma 0.6, seed 42)
//  fleet=FILE : writes the factors drawn for each client: device,speed,link
//  rounds=FILE: writes when each round's last model had arrived, and when the round ended: round,arrivedS,endS
#include <simgrid/s4u.hpp>
#include <simgrid/plugins/energy.h>
#include <chrono>
#include <random>
#include <cstdio>
#include <string>
#include <vector>
#include <sys/resource.h>
namespace sg4 = simgrid::s4u;
static const uint64_t MODEL = 6655480;             // bytes, FaLaFELS raw-falafels.xml
static const double FLOPS = 1996044000000.0 * 3;   // 3 local epochs, same file
static const double AGG   = 1996044000000.0 / 1000;
static int N, R; static char dummy;
static double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
static long rss_kb() { rusage u; getrusage(RUSAGE_SELF, &u); return u.ru_maxrss; }
static FILE* open_for(int argc, char** argv, const std::string& name) {
  for (int i = 6; i < argc; i++) {
    std::string a = argv[i];
    if (a.rfind(name + "=", 0) == 0) {
      FILE* f = fopen(a.c_str() + name.size() + 1, "w");
      if (!f) { perror(a.c_str()); exit(2); }
      return f;
    }
  }
  return nullptr;
}
int main(int argc, char** argv) {
  double t0 = wall();
  sg4::Engine e(&argc, argv);
  if (argc < 6) { fprintf(stderr, "usage: fl_star N ROUNDS shared|fat het(0|1) energy(0|1) [fleet=FILE] [rounds=FILE]\n"); return 2; }
  FILE* fleet = open_for(argc, argv, "fleet");
  FILE* rounds = open_for(argc, argv, "rounds");
  if (fleet) fprintf(fleet, "device,speed,link\n");
  if (rounds) fprintf(rounds, "round,arrivedS,endS\n");
  N = atoi(argv[1]); R = atoi(argv[2]); bool fat = std::string(argv[3]) == "fat"; bool het = atoi(argv[4]); bool en = atoi(argv[5]);
  if (en) { sg_host_energy_plugin_init(); sg_link_energy_plugin_init(); }
  std::mt19937 g(42); std::lognormal_distribution<double> ln(0, 0.6);
  auto* z = sg4::create_star_zone("z");
  auto* srv = z->create_host("server", 32 * 144e9);
  srv->set_property("wattage_per_state", "100.0:120.0:200.0");
  auto* sl = z->create_link("sl", 1.25e9)->set_latency(20e-6);
  sl->set_property("wattage_range", "25.0:40.0");
  if (fat) sl->set_sharing_policy(sg4::Link::SharingPolicy::FATPIPE);
  sl->seal();
  z->add_route(srv->get_netpoint(), nullptr, nullptr, nullptr, {sg4::LinkInRoute(sl)}, true);
  std::vector<sg4::Host*> h(N);
  for (int i = 0; i < N; i++) {
    double fs = het ? ln(g) : 1, fb = het ? ln(g) : 1;
    if (fleet) fprintf(fleet, "c%d,%.17g,%.17g\n", i, fs, fb);
    h[i] = z->create_host("c" + std::to_string(i), 4 * 14.4e9 * fs);
    h[i]->set_property("wattage_per_state", "2.89:3.000:7.28");
    auto* l = z->create_link("l" + std::to_string(i), 10.179966e6 * fb)->set_latency(190.98e-6);
    l->set_property("wattage_range", "15.0:30.0"); l->seal();
    z->add_route(h[i]->get_netpoint(), nullptr, nullptr, nullptr, {sg4::LinkInRoute(l)}, true);
  }
  z->seal();
  if (fleet) fclose(fleet);
  double t1 = wall(), tinit = 0;
  sg4::Actor::create("server", srv, [&]() {
    auto* in = sg4::Mailbox::by_name("srv"); in->set_receiver(sg4::Actor::self());
    std::vector<sg4::Mailbox*> mb(N); for (int i = 0; i < N; i++) mb[i] = sg4::Mailbox::by_name("c" + std::to_string(i));
    for (int r = 0; r < R; r++) {
      for (int i = 0; i < N; i++) mb[i]->put_init(&dummy, MODEL)->detach();
      for (int i = 0; i < N; i++) in->get<char>();
      double arrived = sg4::Engine::get_clock();
      sg4::this_actor::execute(AGG * N);
      if (rounds) fprintf(rounds, "%d,%.17g,%.17g\n", r, arrived, sg4::Engine::get_clock());
    }
  });
  for (int i = 0; i < N; i++)
    sg4::Actor::create("c", h[i], [i]() {
      auto* mine = sg4::Mailbox::by_name("c" + std::to_string(i)); auto* out = sg4::Mailbox::by_name("srv");
      for (int r = 0; r < R; r++) {
        mine->get<char>();
        sg4::this_actor::execute(FLOPS);
        if (r == R - 1) out->put(&dummy, MODEL); else out->put_init(&dummy, MODEL)->detach();
      }
    });
  double t2 = wall();
  e.run();
  double t3 = wall();
  double E = 0; if (en) { for (auto* x : h) E += sg_host_get_consumed_energy(x); E += sg_host_get_consumed_energy(srv); }
  printf("RESULT N=%d R=%d net=%s het=%d energy=%d simtime=%.3f hostJ=%.1f platform_s=%.3f actors_s=%.3f run_s=%.3f total_s=%.3f rss_MB=%.1f\n",
         N, R, argv[3], het, en, sg4::Engine::get_clock(), E, t1 - t0, t2 - t1, t3 - t2, wall() - t0, rss_kb() / 1024.0);
  if (rounds) fclose(rounds);
  fflush(stdout); _exit(0); // tearing a hundred thousand actors down is not part of the work
}
