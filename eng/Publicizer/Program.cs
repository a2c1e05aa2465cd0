using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

// Copies assemblies with their internal types and members made public, for the compiler to see. Nothing else changes, and the copies never run.
// Usage: Publicizer <output folder> <assembly>...
foreach (var path in args.Skip(1))
{
    var image = File.ReadAllBytes(path);
    using (var pe = new PEReader([.. image]))
    {
        Publicize(image, pe.GetMetadataReader(), pe.PEHeaders.MetadataStartOffset);
    }

    Directory.CreateDirectory(args[0]);
    File.WriteAllBytes(Path.Combine(args[0], Path.GetFileName(path)), image);
}

static void Publicize(byte[] image, MetadataReader reader, int metadataStart)
{
    // The flags stand at the start of a row of types (4 bytes) and fields (2 bytes), and behind RVA and ImplFlags in one of methods.
    foreach (var handle in reader.TypeDefinitions.Where(handle => !IsCompilers(reader, reader.GetTypeDefinition(handle))))
    {
        var type = reader.GetTypeDefinition(handle);
        Patch(TableIndex.TypeDef, handle, 0, (int)TypeAttributes.VisibilityMask, (int)PublicType(type.Attributes));
        foreach (var field in type.GetFields().Where(f => IsInternal((int)reader.GetFieldDefinition(f).Attributes)))
        {
            Patch(TableIndex.Field, field, 0, (int)FieldAttributes.FieldAccessMask, (int)FieldAttributes.Public);
        }

        foreach (var method in type.GetMethods().Where(m => IsInternal((int)reader.GetMethodDefinition(m).Attributes)))
        {
            Patch(TableIndex.MethodDef, method, 6, (int)MethodAttributes.MemberAccessMask, (int)MethodAttributes.Public);
        }
    }

    void Patch(TableIndex table, EntityHandle handle, int column, int mask, int visibility)
    {
        var row = (MetadataTokens.GetRowNumber(handle) - 1) * reader.GetTableRowSize(table);
        var offset = metadataStart + reader.GetTableMetadataOffset(table) + row + column;
        image[offset] = (byte)((image[offset] & ~mask) | visibility);
    }
}

// Public copies of the attributes that compilers embed would be taken for the runtime's own.
static bool IsCompilers(MetadataReader reader, TypeDefinition type)
    => !type.Namespace.IsNil && reader.GetString(type.Namespace) is var name
        && (name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

// Internal and private protected; the two kinds of member have the same numbers for them. Protected internal members stay as they are: an
// override would have to repeat what it sees here, and would not match the real thing.
static bool IsInternal(int attributes)
    => (MethodAttributes)(attributes & (int)MethodAttributes.MemberAccessMask) is MethodAttributes.Assembly or MethodAttributes.FamANDAssem;

static TypeAttributes PublicType(TypeAttributes attributes) => (attributes & TypeAttributes.VisibilityMask) switch
{
    TypeAttributes.NotPublic => TypeAttributes.Public,
    TypeAttributes.NestedAssembly or TypeAttributes.NestedFamANDAssem or TypeAttributes.NestedFamORAssem => TypeAttributes.NestedPublic,
    var visibility => visibility,
};
