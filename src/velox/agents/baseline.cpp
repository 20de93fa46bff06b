// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/baseline.hpp"

#include <fmt/format.h>

#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {
constexpr const char* kSchema = "velox.baseline/1";
}

Result<int> leave_out_known(const fs::path& file, std::vector<Opportunity>& opportunities) {
  const Json document = VX_TRY(json::parse(VX_TRY(read_file(file)), file.string()));
  if (json::string_or(document, "schema") != kSchema)
    return fail(ErrorCode::invalid, fmt::format("{} is no baseline", file.string()),
                "Write one with: velox analyze TARGET --write-baseline FILE");
  std::map<std::string, int> known;
  for (const Json& finding : json::member(document, "findings")) ++known[json::string_or(finding, "fingerprint")];
  const auto before = opportunities.size();
  std::erase_if(opportunities, [&](const Opportunity& opportunity) {
    const auto found = known.find(opportunity.fingerprint);
    return found != known.end() && found->second-- > 0;
  });
  return static_cast<int>(before - opportunities.size());
}

Result<void> write_baseline(const fs::path& file, const std::vector<Opportunity>& opportunities) {
  Json findings = Json::array();
  for (const auto& one : opportunities) {
    findings.push_back({{"fingerprint", one.fingerprint},
                        {"rule", one.candidate.strategy},
                        {"unit", one.candidate.unit.text()},
                        {"text", one.line_text}});
  }
  return write_file_atomic(file, json::dump(Json{{"schema", kSchema}, {"findings", findings}}, 2) + "\n");
}

}  // namespace velox::agents
