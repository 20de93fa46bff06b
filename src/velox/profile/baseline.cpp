// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/baseline.hpp"

#include <algorithm>
#include <cmath>

#include "velox/base/statistics.hpp"

namespace velox::profile {
namespace {

double relative_spread(const std::vector<double>& values) {
  const double centre = median(values);
  if (values.size() < 3 || centre <= 0) return 0;
  return robust_deviation(values) / centre;
}

}  // namespace

Result<Measured> measure_baseline(const Setup& setup, const Workload& workload, int runs, Deadline deadline) {
  auto view = VX_TRY(sandbox::ProjectView::create(setup.root, setup.files));
  std::vector<double> wall, cpu, peak;
  for (int run = 0; run < std::max(runs, 1); ++run) {
    const auto started = monotonic_seconds();
    const auto outcome = VX_TRY(launch(setup, workload, {.view = &view}));
    if (!outcome.ok()) return std::unexpected(workload_error(workload, outcome));
    VX_TRY(view.reset());
    wall.push_back(outcome.wall_s);
    cpu.push_back(outcome.cpu_s);
    peak.push_back(static_cast<double>(outcome.peak_rss_bytes));
    if (deadline.left() < 1.2 * (monotonic_seconds() - started)) break;
  }
  Measured measured;
  measured.baseline = {median(wall), median(cpu), static_cast<std::uint64_t>(median(peak)),
                       static_cast<int>(wall.size())};
  measured.noise = relative_spread(cpu);
  return measured;
}

}  // namespace velox::profile
