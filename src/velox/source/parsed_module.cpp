// SPDX-License-Identifier: Apache-2.0
#include "velox/source/parsed_module.hpp"

#include <limits>

#include "velox/source/text_style.hpp"
#include "velox/source/units.hpp"

extern "C" const TSLanguage* tree_sitter_python();

namespace velox::source {
namespace {

struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
using Tree = std::unique_ptr<TSTree, DeleteTree>;

Result<Tree> parse_text(std::string_view text) {
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), tree_sitter_python())) {
    return fail(ErrorCode::internal, "the Python grammar does not fit this version of tree-sitter");
  }
  Tree tree(ts_parser_parse_string_encoding(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size()),
                                            TSInputEncodingUTF8));
  if (!tree) return fail(ErrorCode::internal, "the parser gave no tree");
  return tree;
}

}  // namespace

struct ParsedModule::State {
  std::string file;
  std::string bytes;
  TextStyle style;
  Tree tree;
  std::vector<std::uint32_t> starts;
  std::optional<SyntaxError> error;
  std::vector<model::Unit> units;
  std::vector<Node> definitions;
  FlatTree flat;
};

ParsedModule::ParsedModule(std::unique_ptr<State> state) : state_(std::move(state)) {}
ParsedModule::ParsedModule(ParsedModule&&) noexcept = default;
ParsedModule& ParsedModule::operator=(ParsedModule&&) noexcept = default;
ParsedModule::~ParsedModule() = default;

Result<ParsedModule> ParsedModule::parse(std::string bytes, std::string relative) {
  if (bytes.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return fail(ErrorCode::unsupported, relative + " is larger than 4 GB");
  }
  auto state = std::make_unique<State>();
  state->file = std::move(relative);
  state->bytes = std::move(bytes);
  state->style = VX_TRY_CONTEXT(state->file, detect_style(state->bytes));
  const std::string masked = parser_text(state->bytes, state->style);
  state->tree = VX_TRY(parse_text(masked.empty() ? std::string_view(state->bytes) : std::string_view(masked)));
  state->starts = line_starts(state->bytes);
  const Node root(ts_tree_root_node(state->tree.get()), state->bytes.data());
  auto found = survey(root, state->file, state->bytes, state->starts);
  state->units = std::move(found.units);
  state->flat = FlatTree(root.raw(), state->bytes.data());
  for (const Node& definition : found.definitions) state->definitions.push_back(indexed(*state, definition.raw()));
  state->error = std::move(found.error);
  if (!found.indent.empty()) state->style.indent = std::move(found.indent);
  return ParsedModule(std::move(state));
}

Node ParsedModule::indexed(const State& state, TSNode node) {
  const bool whole = !ts_node_has_error(ts_tree_root_node(state.tree.get()));
  return Node(node, state.bytes.data(), whole ? &state.flat : nullptr);
}

const std::string& ParsedModule::file() const { return state_->file; }
const std::string& ParsedModule::bytes() const { return state_->bytes; }
const TextStyle& ParsedModule::style() const { return state_->style; }
Node ParsedModule::root() const { return indexed(*state_, ts_tree_root_node(state_->tree.get())); }
const FlatTree& ParsedModule::flat() const { return state_->flat; }
const std::optional<SyntaxError>& ParsedModule::syntax_error() const { return state_->error; }
const std::vector<model::Unit>& ParsedModule::units() const { return state_->units; }

const model::Unit* ParsedModule::find_unit(std::string_view qualname) const {
  const auto& units = state_->units;
  for (auto it = units.rbegin(); it != units.rend(); ++it) {
    if (it->id.qualname == qualname) return &*it;
  }
  return nullptr;
}

Node ParsedModule::definition(const model::Unit& unit) const {
  for (std::size_t i = 0; i < state_->units.size(); ++i) {
    if (state_->units[i].span == unit.span && state_->units[i].id == unit.id) return state_->definitions[i];
  }
  return {};
}

const model::Unit* ParsedModule::unit_at_line(std::uint32_t line) const {
  const model::Unit* best = nullptr;
  for (const auto& unit : state_->units) {
    if (unit.first_line <= line && line <= unit.last_line) best = &unit;
  }
  return best;
}

std::string_view ParsedModule::line_text(std::uint32_t line) const {
  if (line == 0 || line > state_->starts.size()) return {};
  const auto begin = state_->starts[line - 1];
  const auto end = line < state_->starts.size() ? state_->starts[line] : state_->bytes.size();
  auto text = std::string_view(state_->bytes).substr(begin, end - begin);
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::string_view ParsedModule::indent_of(Node node) const {
  auto text = line_text(node.line());
  if (node.line() == 1 && state_->style.bom) text.remove_prefix(3);
  return text.substr(0, std::min(text.find_first_not_of(" \t\f"), text.size()));
}

}  // namespace velox::source
