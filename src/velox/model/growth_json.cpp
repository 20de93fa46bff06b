// SPDX-License-Identifier: Apache-2.0
#include "velox/model/growth_json.hpp"

#include "velox/base/json_full.hpp"

namespace velox::model {

namespace {

Json side_json(const GrowthSide& side) {
  return {{"exponent", side.exponent},
          {"low", side.low},
          {"high", side.high},
          {"class", side.name.empty() ? Json() : Json(side.name)}};
}

GrowthSide read_side(const Json& value) {
  return {json::number_or(value, "exponent"), json::number_or(value, "low"), json::number_or(value, "high"),
          json::string_or(value, "class")};
}

}  // namespace

Json growth_json(const std::optional<Growth>& growth) {
  if (!growth) return nullptr;
  if (!growth->skipped.empty()) return {{"skipped", growth->skipped}};
  Json sizes = Json::array();
  for (const auto& one : growth->sizes)
    sizes.push_back({{"n", one.n}, {"before_s", one.before_s}, {"after_s", one.after_s}});
  return {{"parameter", growth->parameter},
          {"typical", growth->typical},
          {"before", side_json(growth->before)},
          {"after", side_json(growth->after)},
          {"pays_from", growth->pays ? Json(growth->pays_from) : Json()},
          {"calls_lost", growth->calls_lost},
          {"time_lost", growth->time_lost},
          {"sizes", std::move(sizes)}};
}

std::optional<Growth> read_growth(const Json& value) {
  if (!value.is_object()) return std::nullopt;
  Growth growth;
  growth.skipped = json::string_or(value, "skipped");
  growth.parameter = json::string_or(value, "parameter");
  growth.typical = json::number_or(value, "typical");
  growth.before = read_side(json::member(value, "before"));
  growth.after = read_side(json::member(value, "after"));
  growth.pays = json::member(value, "pays_from").is_number();
  growth.pays_from = json::number_or(value, "pays_from");
  growth.calls_lost = json::number_or(value, "calls_lost");
  growth.time_lost = json::number_or(value, "time_lost");
  for (const Json& one : json::member(value, "sizes"))
    growth.sizes.push_back(
        {json::number_or(one, "n"), json::number_or(one, "before_s"), json::number_or(one, "after_s")});
  return growth;
}

}  // namespace velox::model
