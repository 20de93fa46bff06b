// SPDX-License-Identifier: Apache-2.0
// What a start costs on each back end: the wall time of a run of /bin/true, as a JSON object of milliseconds by back end
// (median, first and third quartile of 100 runs). The back ends take turns, so that the machine's noise meets all alike.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <vector>

#include "velox/base/clock.hpp"
#include "velox/sandbox/sandbox.hpp"

using namespace velox;

int main() {
  constexpr int kRuns = 100;
  std::map<std::string, std::unique_ptr<sandbox::Sandbox>> all;
  for (const auto& [name, choice] :
       std::map<std::string, sandbox::BackendChoice>{{"bwrap", sandbox::BackendChoice::bwrap},
                                                     {"landlock", sandbox::BackendChoice::landlock},
                                                     {"none", sandbox::BackendChoice::none}})
    if (auto made = sandbox::Sandbox::create(choice)) all.emplace(name, std::move(*made));
  sandbox::Job job;
  job.argv = {"/bin/true"};
  std::map<std::string, std::vector<double>> times;
  for (int run = 0; run < kRuns; ++run) {
    for (const auto& [name, one] : all) {
      const double started = monotonic_seconds();
      const auto outcome = one->run(job);
      if (!outcome || !outcome->ok()) return 1;
      times[name].push_back((monotonic_seconds() - started) * 1e3);
    }
  }
  std::string text;
  for (auto& [name, values] : times) {
    std::ranges::sort(values);
    text += fmt::format("{}\"{}\": [{:.2f}, {:.2f}, {:.2f}]", text.empty() ? "" : ", ", name, values[kRuns / 2],
                        values[kRuns / 4], values[kRuns * 3 / 4]);
  }
  std::puts(fmt::format("{{{}}}", text).c_str());
  return 0;
}
