// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/test_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/text.hpp"

namespace velox::experiment {

namespace {

constexpr double kLongestTests = 300;
constexpr std::size_t kMostIds = 500;  // a command line has a length

bool is_pytest(const profile::TestSelection& tests) {
  return std::any_of(tests.argv.begin(), tests.argv.end(), [](const std::string& word) {
    const std::string name = fs::path(word).filename().string();
    return name == "pytest" || name == "py.test";
  });
}

}  // namespace

sandbox::Job side_job(const SideRun& side, std::vector<std::string> argv, const fs::path& cwd, double wall_s,
                      std::uint32_t hash_seed) {
  sandbox::Job job;
  job.argv = std::move(argv);
  job.env = side.env;
  job.env["PYTHONHASHSEED"] = std::to_string(hash_seed);
  job.cwd = cwd;
  job.view = side.view;
  job.policy.limits.wall_s = wall_s;
  job.policy.limits.cpu_s = 2 * wall_s + 1;
  job.policy.readable = side.python->readable;
  if (!side.bytecode.empty()) {
    (side.fixed_bytecode ? job.policy.readable : job.policy.writable).push_back(side.bytecode);
    job.env["PYTHONPYCACHEPREFIX"] = side.bytecode.string();
    job.env["PYTHONDONTWRITEBYTECODE"] =
        "";  // or each start would compile all that it imports, the standard library too
  }
  return job;
}

Result<TestRun> run_tests(const SideRun& side, const profile::TestSelection& tests, Deadline deadline) {
  const TempDir out = VX_TRY(TempDir::create("tests-"));
  const fs::path report = out.path() / "report.xml";
  std::vector<std::string> argv = tests.argv;
  const bool per_test = is_pytest(tests);
  if (per_test) {
    argv.push_back("--junitxml=" + report.string());
    argv.insert(argv.end(), {"-p", "no:cacheprovider"});
    const auto count = std::min(tests.ids.size(), kMostIds);
    argv.insert(argv.end(), tests.ids.begin(), tests.ids.begin() + static_cast<std::ptrdiff_t>(count));
  }
  sandbox::Job job = side_job(side, std::move(argv), tests.cwd, std::min(deadline.left(), kLongestTests), 1);
  for (const auto& [key, value] : tests.env) job.env[key] = value;
  job.policy.writable.push_back(out.path());
  TestRun run;
  run.outcome = VX_TRY_CONTEXT("running the tests", side.sandbox->run(job, side.cancel));
  if (run.outcome.kind == model::OutcomeKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
  if (!per_test) return run;
  const auto xml = read_file(report);
  if (!xml) return run;
  auto results = read_junit(*xml);
  if (!results) return run;
  run.per_test = true;
  run.results = *std::move(results);
  return run;
}

namespace {

TestComparison compare_exit(const TestRun& a, const TestRun& b) {
  TestComparison result;
  result.usable = a.outcome.ok();
  if (!result.usable) {
    result.failing_before = 1;
    return result;
  }
  result.run = 1;
  if (b.outcome.ok()) {
    result.passed = 1;
    return result;
  }
  const std::string last(text::trim(text::tail_lines(b.outcome.err.empty() ? b.outcome.out : b.outcome.err, 1)));
  result.difference = fmt::format("the tests end with {}{}", b.outcome.reason,
                                  last.empty() ? "" : fmt::format(": {}", last.substr(0, 200)));
  return result;
}

}  // namespace

TestComparison compare_tests(const TestRun& a, const TestRun& b) {
  if (!a.per_test) return compare_exit(a, b);
  TestComparison result;
  for (const auto& [name, before] : a.results) {
    if (before.outcome == TestOutcome::skipped) continue;
    if (before.outcome != TestOutcome::passed) {
      ++result.failing_before;
      continue;
    }
    ++result.run;
    const auto after = b.results.find(name);
    if (after != b.results.end() && after->second.outcome == TestOutcome::passed) {
      ++result.passed;
      continue;
    }
    result.differing.push_back(name);
    if (result.difference) continue;
    if (after == b.results.end()) {
      result.difference = fmt::format("test {} passes before the change and gives no result after it ({})", name,
                                      b.outcome.reason.empty() ? "it was not run" : b.outcome.reason);
    } else {
      result.difference = fmt::format("test {} passes before the change and is {} after it: {}", name,
                                      to_string(after->second.outcome), after->second.message);
    }
  }
  result.usable = result.run > 0;
  return result;
}

}  // namespace velox::experiment
