package yamltext

import (
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of what is given to the parser, whose time grows with the square of the number
// of keys. A model file with every label in two languages has some 600 tokens, and needs
// brackets or dashes three deep.
const (
	maxTokens = 20_000 // comments not counted
	maxDepth  = 16
)

// document parses the text into its one document; nil for an empty one.
func document(text string) (ast.Node, *Problem) {
	tokens := lexer.Tokenize(text)
	if p := refuseTokens(tokens); p != nil {
		return nil, p
	}
	// Keys that stand twice are told by the decoder, with all other problems.
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxProblem(err)
	}
	var root ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case root != nil:
			return nil, tokenProblem(doc.Body.GetToken(), "yaml_second", "a second document: there may be one only")
		default:
			root = doc.Body
		}
	}
	return root, nil
}

// refuseTokens finds what a file may not use, before the parser builds anything
// of it.
func refuseTokens(tokens token.Tokens) *Problem {
	brackets, dashes, line, count := 0, 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		if t.Type != token.CommentType {
			count++
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return tokenProblem(t, "yaml_anchors", "anchors, aliases and merge keys are not used here: write the values out (text that begins with & or * needs quotes)")
		case token.TagType:
			return tokenProblem(t, "yaml_tags", "tags are not used here: write the plain value (text that begins with ! needs quotes)")
		case token.DirectiveType:
			return tokenProblem(t, "yaml_directives", "directives are not used here (text that begins with %% needs quotes)")
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType:
			dashes++
		}
		switch {
		case brackets > maxDepth || dashes > maxDepth:
			return tokenProblem(t, "yaml_deep", "nested too deeply")
		case count > maxTokens:
			return tokenProblem(t, "yaml_much", "this is far more than such a file holds")
		}
	}
	return nil
}

func syntaxProblem(err error) *Problem {
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		return tokenProblem(syntax.GetToken(), "yaml", "this is not YAML: %s", syntax.GetMessage())
	}
	return tokenProblem(nil, "yaml", "this is not YAML: %s", err.Error())
}

func tokenProblem(t *token.Token, code, format string, args ...any) *Problem {
	p := &Problem{Line: 1, Column: 1, Message: fmt.Sprintf(format, args...), Code: code, Args: args}
	if t != nil && t.Position != nil {
		p.Line, p.Column = t.Position.Line, t.Position.Column
	}
	return p
}
