// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include "velox/agents/doctor.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  std::string python;
  bool json = false;
};

const char* name_of(agents::Health health) {
  switch (health) {
    case agents::Health::good: return "good";
    case agents::Health::limited: return "limited";
    case agents::Health::broken: return "broken";
  }
  return "broken";
}

std::string mark_of(agents::Health health, const Style& style) {
  switch (health) {
    case agents::Health::good: return style.green("✔");
    case agents::Health::limited: return style.yellow("!");
    case agents::Health::broken: return style.red("✘");
  }
  return "";
}

int doctor(const Arguments& arguments, const agents::Installation& installation) {
  const auto python = arguments.python.empty() ? std::nullopt : std::optional<std::string>(arguments.python);
  const auto findings = agents::examine(installation, python);
  const Style style = Style::detect(STDOUT_FILENO, false);
  bool broken = false;
  Json list = Json::array();
  for (const auto& finding : findings) {
    broken = broken || finding.health == agents::Health::broken;
    list.push_back({{"subject", finding.subject},
                    {"health", name_of(finding.health)},
                    {"text", finding.text},
                    {"advice", finding.advice}});
    if (arguments.json) continue;
    fmt::print("  {} {}  {}\n", mark_of(finding.health, style), style.bold(fit(finding.subject, 12)), finding.text);
    if (!finding.advice.empty()) fmt::print("{}", wrap_text(finding.advice, 18, style.width));
  }
  if (arguments.json) fmt::print("{}\n", json::dump(Json{{"schema", "velox.doctor/1"}, {"findings", list}}, 2));
  return broken ? kFailed : kDone;
}

}  // namespace

void add_doctor(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("doctor", "Check that this machine has what Velox needs");
  verb->add_option("--python", arguments->python, "The interpreter to check")->type_name("EXE");
  verb->add_flag("--json", arguments->json, "As JSON");
  verb->callback([&context, arguments] {
    context.action = [&context, arguments] { return doctor(*arguments, context.installation); };
  });
}

}  // namespace velox::cli
