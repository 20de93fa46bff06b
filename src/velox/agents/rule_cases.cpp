// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/rule_cases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/agents/catalogue.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/interpreter.hpp"

namespace velox::agents {

namespace {

constexpr double kCasesSeconds = 60;
constexpr double kBenchSeconds = 900;

constexpr const char* kTemplate = R"PAGE(---
id: {0}
title: The square by pow() becomes a product
family: project
kind: pattern
assurance: proven
needs: [types]
python: ">=3.9"
factor: 2
why: 'A product of whole numbers needs no call of pow().'
---
## What it does
`pow(n, 2)` becomes `n * n`. Describe your own rule here, and change what stands under "Rewrite".

## Why it is faster
No function is looked up and called.

## When it would be wrong
A float that gets too large raises OverflowError with pow() and becomes inf as a product: so n has to be an int. Say here what has
to hold, and make it a condition below.

## Rewrite
```python
pow($n, 2)
```
```python
$n * $n
```
- name($n)
- type($n): int

## Cases

### a case: the code, what it becomes, and a run that prints
```python
def area(side: int):
    return pow(side, 2) + 1
```
```python
def area(side: int):
    return side * side + 1
```
```python run
print(area(3), area(-2), area(10 ** 20))
```

### a lone block must not change
<!-- refused: is not known -->
```python
def area(side):
    return pow(side, 2)
```
)PAGE";

/// Runs one of the helper's scripts on the cases of a page, in the sandbox.
Result<model::Outcome> run_script(const char* script, const rules::Page& page, const Installation& installation,
                                  sandbox::Sandbox& sandbox, const profile::Interpreter& python, double seconds) {
  const TempDir folder = VX_TRY(TempDir::create("cases-"));
  const fs::path file = folder.path() / "cases.json";
  VX_TRY(write_file_atomic(file, rules::cases_to_run(page)));
  sandbox::Job job;
  job.argv = {python.executable.string(), "-B", (installation.runtime / script).string(), file.string()};
  job.env = python.env;
  job.cwd = "/";
  job.policy.readable = python.readable;
  job.policy.readable.push_back(installation.runtime);
  job.policy.readable.push_back(folder.path());
  job.policy.limits.wall_s = seconds;
  job.policy.limits.cpu_s = 0;  // a limit would make the CPU clock coarse
  return VX_TRY_CONTEXT("running the cases of " + page.id, sandbox.run(job, nullptr));
}

Result<profile::Interpreter> interpreter_of(const fs::path& root, const Installation& installation,
                                            sandbox::Sandbox& sandbox, const std::optional<std::string>& python) {
  profile::InterpreterQuery query;
  query.wanted = python;
  query.root = root;
  query.runtime = installation.runtime;
  query.sandbox = &sandbox;
  query.environment = current_environment();
  return profile::find_interpreter(query);
}

bool is_timed(const rules::Page& page) {
  return std::ranges::any_of(page.cases, [](const rules::PageCase& entry) { return !entry.bench.empty(); });
}

Result<rules::Measured> measured_of(const rules::Page& page, const model::Outcome& outcome) {
  if (!outcome.ok()) {
    return fail(ErrorCode::target_failed, fmt::format("the cases of {} could not be timed: {}", page.id,
                                                      outcome.err.empty() ? outcome.reason : outcome.err));
  }
  const Json told = VX_TRY(json::parse(outcome.out, "timings of " + page.id));
  rules::Measured measured{json::string_or(told, "implementation"), json::string_or(told, "version"),
                           json::string_or(told, "machine"),        json::string_or(told, "date"),
                           json::number_or(told, "load"),           {}};
  for (const Json& one : json::member(told, "timings")) {
    const auto input = json::string_or(one, "label");
    measured.effects.push_back({page.id, json::string_or(one, "title"), input, rules::size_in(input),
                                json::number_or(one, "ratio"), json::number_or(one, "low"),
                                json::number_or(one, "high"), static_cast<int>(json::integer_or(one, "pairs")),
                                json::number_or(one, "seconds")});
  }
  return measured;
}

bool is_kebab(const std::string& id) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && std::ranges::all_of(id, fits) && id.front() != '-' && id.back() != '-';
}

}  // namespace

Result<std::vector<RuleTest>> test_rules(const fs::path& root, const std::vector<std::string>& ids,
                                         const Installation& installation, const std::optional<std::string>& python) {
  VX_TRY(check_rule_ids(root, ids));
  const auto catalogue = VX_TRY(catalogue_of(root));
  const auto sandbox = VX_TRY(sandbox::Sandbox::create(sandbox::BackendChoice::automatic));
  const auto interpreter = VX_TRY(interpreter_of(root, installation, *sandbox, python));
  std::vector<RuleTest> tests;
  for (const auto& entry : catalogue) {
    const bool named = std::ranges::find(ids, entry.page.id) != ids.end();
    if (ids.empty() ? entry.file.empty() : !named) continue;
    auto& test = tests.emplace_back(RuleTest{entry.page.id, entry.file, entry.page.cases.size(), {}});
    test.failures = rules::check_cases(*entry.rule, entry.page);
    const auto outcome =
        VX_TRY(run_script("page_cases.py", entry.page, installation, *sandbox, interpreter, kCasesSeconds));
    const std::string printed = outcome.ok() ? outcome.out : outcome.out + outcome.err + outcome.reason;
    for (const auto& line : text::split(printed, '\n')) {
      if (!line.empty()) test.failures.push_back({0, "when it is run", line});
    }
    if (entry.page.cases.empty()) test.failures.push_back({0, "the page", "has no cases that test it"});
  }
  return tests;
}

Result<std::vector<rules::Measured>> bench_rules(const fs::path& root, const std::vector<std::string>& ids,
                                                 const Installation& installation,
                                                 const std::vector<std::string>& pythons,
                                                 const std::function<void(const rules::Measured&)>& told) {
  VX_TRY(check_rule_ids(root, ids));
  const auto catalogue = VX_TRY(catalogue_of(root));
  const auto sandbox = VX_TRY(sandbox::Sandbox::create(sandbox::BackendChoice::automatic));
  std::vector<std::optional<std::string>> wanted(pythons.begin(), pythons.end());
  if (wanted.empty()) wanted.emplace_back();
  std::vector<rules::Measured> all;
  for (const auto& python : wanted) {
    const auto interpreter = VX_TRY(interpreter_of(root, installation, *sandbox, python));
    for (const auto& entry : catalogue) {
      if (!ids.empty() && std::ranges::find(ids, entry.page.id) == ids.end()) continue;
      if (!is_timed(entry.page)) continue;
      const auto outcome =
          VX_TRY(run_script("page_bench.py", entry.page, installation, *sandbox, interpreter, kBenchSeconds));
      all.push_back(VX_TRY(measured_of(entry.page, outcome)));
      if (told) told(all.back());
    }
  }
  return all;
}

Result<fs::path> new_rule(const fs::path& root, const std::string& id) {
  if (!is_kebab(id))
    return fail(ErrorCode::usage, fmt::format("'{}' is no name for a rule", id),
                "Use small letters, digits and '-', such as split-once.");
  for (const auto& entry : VX_TRY(catalogue_of(root))) {
    if (entry.page.id == id) return fail(ErrorCode::conflict, fmt::format("there is a rule '{}' already", id));
  }
  const fs::path file = own_rules_folder(root) / (id + ".md");
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return fail(ErrorCode::io, fmt::format("{}: {}", file.parent_path().string(), error.message()));
  VX_TRY(write_file_atomic(file, fmt::format(kTemplate, id)));
  return file;
}

}  // namespace velox::agents
